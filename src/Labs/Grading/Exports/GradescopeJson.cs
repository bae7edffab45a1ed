using System.Text.Json.Serialization;
using Ms2Lab.Labs.LabKit;
using Ms2Lab.Labs.LabKit.Running;

namespace Ms2Lab.Labs.Grading;

/// <summary>Gradescope's <c>results.json</c>. A check that does not count has neither score nor maximum, and says why.</summary>
public static class GradescopeJson
{
    /// <summary>Writes the file's text.</summary>
    public static string Write(HandInReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var tests = report.Labs.SelectMany(GradeColumns.Of).Select((c, i) => Test(c.Column, c.Step, c.Check, i + 1));
        var output = string.Join('\n', [.. report.IsFinished ? Array.Empty<string>() : ["Grading was interrupted; what is missing has not been tried."], .. report.Remarks]);
        return ReportJson.Write(new Results(report.Score.Earned, output.Length > 0 ? output : null, [.. tests]));
    }

    private static Result Test(string column, StepReport step, CheckReport check, int number) => new(
        $"{number}", $"{step.Title}: {check.Title}", check.Counts ? check.Earned : 0, check.Counts ? check.Points : 0,
        check.Verdict == Verdict.Passed ? "passed" : "failed", ReportText.Of(check), [column, check.Verdict.ToString().ToLowerInvariant()]);

    private sealed record Results(int Score, string? Output, IReadOnlyList<Result> Tests);

    private sealed record Result(
        string Number, string Name, int Score, [property: JsonPropertyName("max_score")] int MaxScore, string Status, string Output, IReadOnlyList<string> Tags);
}
