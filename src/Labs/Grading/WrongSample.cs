using System.Text.Json;
using Ms2Lab.Labs.LabKit;

namespace Ms2Lab.Labs.Grading;

/// <summary>A submission with one thing changed and the exact verdicts that it must earn: a folder with <c>expected.json</c>.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="About">What is wrong with it, in a sentence.</param>
/// <param name="Verdicts">The verdict of each check, by <c>step/check</c>.</param>
public sealed record WrongSample(string Folder, string About, IReadOnlyDictionary<string, Verdict> Verdicts)
{
    /// <summary>Reads a sample.</summary>
    /// <exception cref="LabContentException">Its <c>expected.json</c> is missing or is not of this shape.</exception>
    public static WrongSample Read(string folder)
    {
        var path = Path.Combine(folder, "expected.json");
        try
        {
            var read = JsonSerializer.Deserialize<Expectation>(File.ReadAllText(path), JsonSerializerOptions.Web);
            return read is { About.Length: > 0, Verdicts.Count: > 0 } ? new(folder, read.About, read.Verdicts) : throw new LabContentException($"{path} lacks \"about\" or \"verdicts\".");
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            throw new LabContentException($"{path} cannot be read: {e.Message}", e);
        }
    }

    private sealed record Expectation(string? About, Dictionary<string, Verdict>? Verdicts);
}
