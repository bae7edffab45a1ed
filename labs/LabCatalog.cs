using Ms2Lab.Labs.LabKit;

namespace Ms2Lab.Labs;

/// <summary>Every lab, in the order of the course.</summary>
public static class LabCatalog
{
    /// <summary>The labs.</summary>
    public static IReadOnlyList<Lab> All { get; } =
    [
        new MySqlLab(), new RedisLab(), new MySqlSinkLab(), new InsertVersusUpsertLab(), new SerializersLab(), new MySqlSourceLab(), new RedisSinkLab(),
        new AvailabilityLab(), new WhyConnectorsLab(),
    ];

    /// <summary>Finds a lab by its id, its number, or its folder's name: <c>redis</c>, <c>3</c>, <c>03-redis</c>.</summary>
    /// <exception cref="LabContentException">There is no such lab; the message names the nearest and lists those there are.</exception>
    public static Lab Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return All.FirstOrDefault(l => name.Equals(l.Id, StringComparison.OrdinalIgnoreCase) || name.TrimStart('0') == $"{l.Number}" || name.Equals($"{l.Number:00}-{l.Id}", StringComparison.OrdinalIgnoreCase))
            ?? throw new LabContentException($"There is no lab '{name}'.{Guess(name)} There are {string.Join(", ", All.Select(l => l.Id))}.");
    }

    private static string Guess(string name) => Spelling.Nearest(name, All.Select(l => l.Id)) is { } near ? $" Did you mean {near}?" : "";
}
