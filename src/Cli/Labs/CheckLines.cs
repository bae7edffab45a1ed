using Ms2Lab.Labs.LabKit;
using Ms2Lab.Labs.LabKit.Running;
using Spectre.Console;

namespace Ms2Lab.Cli.Labs;

/// <summary>Writes verdicts: in colour on a terminal, the same words without it elsewhere.</summary>
internal sealed class CheckLines(IAnsiConsole console)
{
    /// <summary>One check, and where it did not pass what was expected, observed, and what to do. A passed check shows only what it drew: several lines.</summary>
    public void Write(CheckReport check)
    {
        console.MarkupLine($"  {Badge(check.Verdict)} {check.Title.EscapeMarkup()}");
        var text = check.Verdict != Verdict.Passed ? ReportText.Of(check) : check.Observed is { } drawn && drawn.Contains('\n', StringComparison.Ordinal) ? drawn : null;
        foreach (var line in text?.Split('\n') ?? [])
        {
            console.WriteLine($"           {line}");
        }
    }

    /// <summary>The last line of a lab.</summary>
    public void Total(LabReport report) => console.MarkupLine($"[bold]{ReportText.Total(report).EscapeMarkup()}[/]");

    private static string Badge(Verdict verdict) => verdict switch
    {
        Verdict.Passed => "[green]passed [/]",
        Verdict.Failed => "[red]failed [/]",
        Verdict.Blocked => "[grey]blocked[/]",
        Verdict.Skipped => "[yellow]skipped[/]",
        _ => "[red]error  [/]",
    };
}
