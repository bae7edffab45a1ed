using Xunit;

namespace Ms2Lab.Player;

/// <summary>The scenarios in the repository, and what a verdict on one of them means for its test.</summary>
public static class Recordings
{
    private static readonly string Root = FindRoot();
    private static readonly string Folder = Path.Combine(Root, "tests", "vectors", "connect");
    private static readonly Lazy<KnownDifferences> Known = new(() => new KnownDifferences(Path.Combine(Root, "src")));

    /// <summary>The scenarios below a folder of the recordings, by their path within it without <c>.json</c>, in order.</summary>
    public static IEnumerable<string> Below(string folder)
    {
        var whole = Path.Combine(Folder, folder);
        return Directory.EnumerateFiles(whole, "*.json", SearchOption.AllDirectories).Select(f => Path.ChangeExtension(Path.GetRelativePath(whole, f), null)).Order(StringComparer.Ordinal);
    }

    /// <summary>Reads a scenario.</summary>
    /// <param name="path">Its path below the recordings, without <c>.json</c>.</param>
    public static Scenario Load(string path) => Scenario.Load(Path.Combine(Folder, $"{path}.json"));

    /// <summary>Passes where the answers are those of the recording, or where they differ and a <c>GAPS.md</c> says so.</summary>
    public static void Check(ScenarioVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        var file = Known.Value.FileOf(verdict.Scenario);
        if (file is null && !verdict.IsSame)
        {
            Assert.Fail(verdict.Describe());
        }
        if (file is not null && verdict.IsSame)
        {
            Assert.Fail($"{verdict.Scenario.Name} is answered as recorded now: remove its line from {file}");
        }
    }

    private static string FindRoot()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "Ms2Lab.sln")))
            {
                return folder;
            }
        }
        throw new DirectoryNotFoundException($"no Ms2Lab.sln above {AppContext.BaseDirectory}");
    }
}
