using Ms2Lab.Labs.LabKit;
using Ms2Lab.Labs.LabKit.Running;

namespace Ms2Lab.Labs.Grading;

/// <summary>The stable names of checks across all labs: <c>lab/step/check</c>.</summary>
public static class GradeColumns
{
    /// <summary>The names of every check of the labs, in their order.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<Lab> labs) => [.. labs.SelectMany(l => l.Steps.SelectMany(s => s.Checks.Select(c => $"{l.Id}/{s.Id}/{c.Id}")))];

    /// <summary>Each check of a report with its name.</summary>
    public static IEnumerable<(string Column, StepReport Step, CheckReport Check)> Of(LabReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return report.Steps.SelectMany(s => s.Checks.Select(c => ($"{report.Lab}/{s.Id}/{c.Id}", s, c)));
    }
}
