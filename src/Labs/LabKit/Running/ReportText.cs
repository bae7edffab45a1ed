namespace Ms2Lab.Labs.LabKit.Running;

/// <summary>Verdicts in words, the same in a terminal, a log and a grading system.</summary>
public static class ReportText
{
    /// <summary>What there is to say about a check besides its verdict: expected, observed and next, or the reason; empty when there is nothing.</summary>
    public static string Of(CheckReport check)
    {
        ArgumentNullException.ThrowIfNull(check);
        var lines = check.Verdict switch
        {
            Verdict.Passed => [],
            Verdict.Failed => [$"expected: {check.Expected}", $"observed: {check.Observed}", $"next:     {check.Next}"],
            Verdict.Error => [$"error (ours): {check.Observed}", .. check.Next is null ? Array.Empty<string>() : [$"next:     {check.Next}"]],
            var v => new[] { $"{v.ToString().ToLowerInvariant()}: {check.Observed}" },
        };
        return string.Join('\n', lines);
    }

    /// <summary>The last line of a lab: how many checks passed, the points, and everything that did not pass.</summary>
    public static string Total(LabReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var others = new[] { Verdict.Failed, Verdict.Blocked, Verdict.Skipped, Verdict.Error }.Where(v => report.Count(v) > 0).Select(v => $"{report.Count(v)} {v.ToString().ToLowerInvariant()}");
        return string.Join(", ", [$"{report.Count(Verdict.Passed)} passed", .. others]) + $"; {report.Score} on {report.Backend}";
    }
}
