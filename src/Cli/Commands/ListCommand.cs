using System.CommandLine;
using Ms2Lab.Cli.Terminal;
using Ms2Lab.Environments.Core;
using Ms2Lab.Labs;
using Spectre.Console;

namespace Ms2Lab.Cli.Commands;

/// <summary><c>lab list</c>: the labs in the order of the course.</summary>
internal sealed class ListCommand : Command
{
    /// <summary>Creates the command.</summary>
    public ListCommand()
        : base("list", "List the labs, their steps, points and servers.") => SetAction(_ => Run());

    private static int Run()
    {
        foreach (var lab in LabCatalog.All)
        {
            var points = lab.Steps.SelectMany(s => s.Checks).Sum(c => c.Points);
            Screen.Out.MarkupLine($"{lab.Number:00} [bold]{lab.Id}[/]  {lab.Prose.Title.EscapeMarkup()}");
            Screen.Out.WriteLine($"   {lab.Steps.Count} steps, {points} points, on {lab.Parts.ToText()}");
        }
        return ExitCode.Success;
    }
}
