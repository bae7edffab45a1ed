using System.Text.Json;
using System.Xml.Linq;
using Ms2Lab.Environments.Core;
using Ms2Lab.Fixtures;
using Ms2Lab.Labs.LabKit;
using Ms2Lab.Labs.LabKit.Running;

namespace Ms2Lab.Labs.Grading.Tests;

/// <summary>Grades a small class in the MySQL lab, whose servers start fastest.</summary>
public sealed class GraderTests : IDisposable
{
    private static readonly IReadOnlyList<Lab> Labs = [new MySqlLab()];
    private readonly TemporaryFolder _folder = new();

    public GraderTests()
    {
        var lab = Labs[0];
        Copy(lab.Solution.Folder, "hand-ins/ada");
        foreach (var sample in lab.WrongSamples)
        {
            Copy(sample, $"hand-ins/{Path.GetFileName(sample)}");
        }
        _folder.Sub("hand-ins/empty");
        _folder.File("hand-ins/broken.zip", "no archive");
        System.IO.Compression.ZipFile.CreateFromDirectory(lab.Solution.Folder, Path.Combine(_folder.Path, "hand-ins/grace.zip"));
    }

    [Fact]
    public async Task Two_jobs_in_reverse_order_give_the_verdicts_that_one_job_gives()
    {
        await GradeAsync("one", 1, reverse: false);
        await GradeAsync("two", 2, reverse: true);

        var csv = await File.ReadAllTextAsync(Out("one", "grades.csv"), TestContext.Current.CancellationToken);
        (await File.ReadAllTextAsync(Out("two", "grades.csv"), TestContext.Current.CancellationToken)).Should().Be(csv);
        csv.Split("\r\n").Should().Equal(
            "hand_in,earned,possible,mysql/table/exists,mysql/table/columns,mysql/rows/three-rows,mysql/query/two-rows,mysql/query/limit-included",
            "ada,6,6,passed,passed,passed,passed,passed",
            "broken,0,6,failed,blocked,blocked,blocked,blocked",
            "empty,0,6,failed,blocked,blocked,blocked,blocked",
            "grace,6,6,passed,passed,passed,passed,passed",
            "more-than-110,5,6,passed,passed,passed,passed,failed",
            "two-scripts,0,6,failed,blocked,blocked,blocked,blocked",
            "wrong-cost,2,6,passed,passed,failed,blocked,blocked",
            "");
    }

    [Fact]
    public async Task Every_export_has_the_same_total()
    {
        await GradeAsync("out", 1, reverse: false);

        foreach (var name in new[] { "ada", "wrong-cost", "broken" })
        {
            var report = Json(Out("out", $"{name}/report.json"));
            var gradescope = Json(Out("out", $"{name}/results.json"));
            var junit = XDocument.Load(Out("out", $"{name}/junit.xml"));
            var earned = report.GetProperty("score").GetProperty("earned").GetInt32();

            gradescope.GetProperty("score").GetInt32().Should().Be(earned);
            gradescope.GetProperty("tests").EnumerateArray().Sum(t => t.GetProperty("score").GetInt32()).Should().Be(earned);
            gradescope.GetProperty("tests").EnumerateArray().Sum(t => t.GetProperty("max_score").GetInt32()).Should().Be(report.GetProperty("score").GetProperty("possible").GetInt32());
            junit.Descendants("testcase").Should().HaveCount(5);
            junit.Descendants("failure").Should().HaveCount(report.GetProperty("labs").EnumerateArray().SelectMany(l => l.GetProperty("steps").EnumerateArray())
                .SelectMany(s => s.GetProperty("checks").EnumerateArray()).Count(c => c.GetProperty("verdict").GetString() == "failed"));
        }
    }

    [Fact]
    public void A_check_that_is_skipped_or_our_error_lowers_no_total()
    {
        CheckReport[] checks = [Check(Verdict.Passed), Check(Verdict.Failed), Check(Verdict.Blocked), Check(Verdict.Skipped), Check(Verdict.Error)];

        Score.Of(checks).Should().Be(new Score(3, 9));
    }

    [Fact]
    public void A_name_that_a_spreadsheet_would_compute_is_written_as_text() =>
        ClassCsv.Write([], [new HandInReport { HandIn = "=1+1", Labs = [] }]).Should().Contain("\r\n'=1+1,0,0\r\n");

    public void Dispose() => _folder.Dispose();

    private static CheckReport Check(Verdict verdict) => new() { Id = "c", Title = "c", Points = 3, Verdict = verdict };

    private static JsonElement Json(string path) => JsonDocument.Parse(File.ReadAllText(path)).RootElement;

    private string Out(string folder, string file) => Path.Combine(_folder.Path, folder, file);

    private async Task GradeAsync(string output, int jobs, bool reverse)
    {
        var handIns = HandIn.In(Path.Combine(_folder.Path, "hand-ins"));
        var request = new EnvironmentRequest { Parts = Parts.MySql };
        await new Grader(Labs, ct => LabEnvironment.StartAsync(request, TestBackend.Choose(), ct), new GradeBook(Out(output, ""), Labs))
            .GradeAsync(reverse ? [.. handIns.Reverse()] : handIns, jobs, TestContext.Current.CancellationToken);
    }

    private void Copy(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from))
        {
            File.Copy(file, Path.Combine(_folder.Sub(to), Path.GetFileName(file)));
        }
    }
}
