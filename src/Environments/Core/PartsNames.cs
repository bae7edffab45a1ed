namespace Ms2Lab.Environments.Core;

/// <summary>The names of <see cref="Parts"/> as people type and read them: <c>kafka,connect,mysql,redis,registry</c>.</summary>
public static class PartsNames
{
    private static readonly (Parts Part, string Name)[] Names =
    [
        (Parts.Kafka, "kafka"), (Parts.Connect, "connect"), (Parts.MySql, "mysql"), (Parts.Redis, "redis"), (Parts.Registry, "registry"),
    ];

    /// <summary>The single parts within a set, in the order in which they are declared.</summary>
    public static IEnumerable<Parts> Each(this Parts parts) => Names.Where(n => parts.HasFlag(n.Part)).Select(n => n.Part);

    /// <summary>The set as text, for example <c>kafka,mysql</c>; empty for <see cref="Parts.None"/>.</summary>
    public static string ToText(this Parts parts) => string.Join(',', Names.Where(n => parts.HasFlag(n.Part)).Select(n => n.Name));

    /// <summary>Reads a comma-separated list of names; case and blanks do not matter.</summary>
    /// <exception cref="EnvironmentException">A name is unknown; the message lists the known ones.</exception>
    public static Parts Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = Parts.None;
        foreach (var name in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var found = Array.Find(Names, n => n.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (found.Name is null)
            {
                throw new EnvironmentException($"There is no part '{name}'.", $"Use any of {Parts.All.ToText()}.");
            }
            parts |= found.Part;
        }
        return parts;
    }

    /// <summary>The set together with the parts that those in it cannot work without.</summary>
    public static Parts WithNeeded(this Parts parts) => parts.HasFlag(Parts.Connect) ? parts | Parts.Kafka : parts;
}
