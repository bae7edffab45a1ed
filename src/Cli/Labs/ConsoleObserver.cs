using Ms2Lab.Labs.LabKit;
using Ms2Lab.Labs.LabKit.Running;
using Spectre.Console;

namespace Ms2Lab.Cli.Labs;

/// <summary>Shows a run as it goes: headings and verdicts as lines, and on a terminal what is being tried right now.</summary>
internal sealed class ConsoleObserver(IAnsiConsole console, StatusContext? status) : ILabObserver
{
    private readonly CheckLines _lines = new(console);

    public void StepStarted(Lab lab, LabStep step)
    {
        var number = lab.Steps.ToList().IndexOf(step) + 1;
        if (number == 1)
        {
            console.MarkupLine($"[bold]{lab.Number:00} {lab.Prose.Title.EscapeMarkup()}[/]");
        }
        console.MarkupLine($"{number}. {lab.Prose.Step(step.Id).Title.EscapeMarkup()}");
        status?.Status($"{lab.Id}, step {number} of {lab.Steps.Count}: {step.Checks[0].Title}".EscapeMarkup());
    }

    public void CheckFinished(LabReport soFar, StepReport step, CheckReport check) => _lines.Write(check);

    public void LabFinished(LabReport report)
    {
        _lines.Total(report);
        console.WriteLine();
    }
}
