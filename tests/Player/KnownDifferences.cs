using System.Text.RegularExpressions;

namespace Ms2Lab.Player;

/// <summary>The scenarios that lines of the servers' <c>GAPS.md</c> name in backticks: known to be answered differently, with the reason beside them.</summary>
public sealed partial class KnownDifferences
{
    private readonly Dictionary<string, string> _files = [];

    /// <summary>Reads every <c>GAPS.md</c> below a folder.</summary>
    public KnownDifferences(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "GAPS.md", SearchOption.AllDirectories))
        {
            foreach (Match name in InBackticks().Matches(File.ReadAllText(file)))
            {
                _files.TryAdd(name.Groups[1].Value, Path.GetRelativePath(folder, file));
            }
        }
    }

    /// <summary>The file that names a scenario, relative to the folder; null where none does.</summary>
    public string? FileOf(Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        return _files.GetValueOrDefault(scenario.Name);
    }

    [GeneratedRegex("`([^`\n]+)`")]
    private static partial Regex InBackticks();
}
