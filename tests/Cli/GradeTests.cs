using System.IO.Compression;

namespace Ms2Lab.Cli.Tests;

/// <summary>An instructor grades what students hand in: right, wrong and broken.</summary>
public sealed class GradeTests : IDisposable
{
    private readonly LabHome _home = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Broken_hand_ins_get_their_verdicts_beside_right_ones_and_leave_nothing_outside()
    {
        var script = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "labs/02-mysql/solution/meters.sql"), Cancellation);
        Write("class/ada/meters.sql", script);
        Write("class/two-candidates/meters.sql", script);
        Write("class/two-candidates/copy/meters (1).sql", script);
        Write("class/report.zip", "this is my report");
        Write("class/notes.txt", "not a hand-in");
        Directory.CreateDirectory(At("class/empty"));
        Archive("class/right.zip", ("MS2/my script.sql", script));
        Archive("class/traversal.zip", ("../../stolen.sql", script), ("meters.sql", script));
        Archive("class/padded.zip", ("zeros.bin", new string('0', 64 << 20)), ("meters.sql", script));

        var graded = await LabProcess.RunAsync(_home, "grade class --out class/grades --lab mysql --jobs 2", Cancellation);
        var again = await LabProcess.RunAsync(_home, "grade class --out class/grades --lab mysql", Cancellation);

        graded.Should().BeEquivalentTo(new { Code = ExitCode.Success });
        var csv = await File.ReadAllLinesAsync(At("class/grades/grades.csv"), Cancellation);
        csv[0].Should().StartWith("hand_in,earned,possible,mysql/table/exists");
        csv.Skip(1).Select(l => string.Join(',', l.Split(',').Take(4))).Should().Equal(
            "ada,6,6,passed", "empty,0,6,failed", "padded,6,6,passed", "report,0,6,failed", "right,6,6,passed", "traversal,0,6,failed", "two-candidates,0,6,failed");
        again.Output.Should().Contain("7 hand-ins graded", "the folder of the reports is no hand-in");
        Directory.GetFiles(Path.GetDirectoryName(_home.Work)!, "stolen.sql", SearchOption.AllDirectories).Should().BeEmpty();
    }

    [Theory]
    [InlineData("nowhere", "There is no folder")]
    [InlineData("hollow", "holds no hand-ins")]
    public async Task Folder_without_hand_ins_is_refused(string folder, string reason)
    {
        Directory.CreateDirectory(At("hollow"));

        var graded = await LabProcess.RunAsync(_home, $"grade {folder} --out out", Cancellation);

        graded.Should().BeEquivalentTo(new { Code = ExitCode.Environment });
        graded.Errors.Should().StartWith("lab: ").And.Contain(reason);
    }

    public void Dispose() => _home.Dispose();

    private string At(string path) => Path.Combine(_home.Work, path);

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllText(At(path), text);
    }

    private void Archive(string path, params (string Name, string Text)[] files)
    {
        using var zip = ZipFile.Open(At(path), ZipArchiveMode.Create);
        foreach (var (name, text) in files)
        {
            using var entry = new StreamWriter(zip.CreateEntry(name, CompressionLevel.Fastest).Open());
            entry.Write(text);
        }
    }
}
