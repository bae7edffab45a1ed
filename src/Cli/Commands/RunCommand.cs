using System.CommandLine;
using Ms2Lab.Cli.Labs;
using Ms2Lab.Cli.Terminal;
using Ms2Lab.Environments.Core;
using Ms2Lab.Labs.LabKit;
using Ms2Lab.Labs.LabKit.Running;
using Ms2Lab.Labs.LabKit.Submissions;
using Spectre.Console;

namespace Ms2Lab.Cli.Commands;

/// <summary><c>lab run</c>: starts servers, lets a solution act step by step, and says what every check saw.</summary>
internal sealed class RunCommand : Command
{
    private readonly Argument<string[]> _labs = LabArguments.Many();
    private readonly Option<FileInfo?> _json = new("--json") { Description = "File for the report, written after every check." };
    private readonly Option<DirectoryInfo?> _solution = new("--solution") { Description = "Folder of artifacts to run in place of the reference solution." };
    private readonly Option<string?> _backend = Backends.CreateOption();

    /// <summary>Creates the command.</summary>
    public RunCommand()
        : base("run", "Run labs with their reference solution, or with yours, on servers of their own.")
    {
        Arguments.Add(_labs);
        Options.Add(_json);
        Options.Add(_solution);
        Options.Add(_backend);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult line, CancellationToken cancellation)
    {
        var labs = LabArguments.Resolve(line.GetValue(_labs));
        var submission = line.GetValue(_solution) is { } folder ? Submission.Open(folder.FullName) : null;
        List<ILabObserver> observers = line.GetValue(_json) is { } file ? [new JsonObserver(file.FullName)] : [];
        await using var environment = await StartAsync(labs, line.GetValue(_backend), cancellation).ConfigureAwait(false);
        var console = Screen.Out;
        if (!Screen.IsLive)
        {
            return await LabsAsync(labs, environment, submission, [new ConsoleObserver(console, null), .. observers], cancellation).ConfigureAwait(false);
        }
        return await console.Status().StartAsync("starting", status => LabsAsync(labs, environment, submission, [new ConsoleObserver(console, status), .. observers], cancellation)).ConfigureAwait(false);
    }

    private static async Task<LabEnvironment> StartAsync(IReadOnlyList<Lab> labs, string? backend, CancellationToken cancellation)
    {
        using var progress = new StartProgress();
        var request = LabServers.For(labs);
        return await LabEnvironment.StartAsync(request, Backends.ByName(backend), progress, cancellation).ConfigureAwait(false);
    }

    private static async Task<int> LabsAsync(
        IReadOnlyList<Lab> labs, LabEnvironment environment, Submission? submission, IReadOnlyList<ILabObserver> observers, CancellationToken cancellation)
    {
        var passed = true;
        foreach (var lab in labs)
        {
            var workspace = Directory.CreateTempSubdirectory("ms2lab-run-").FullName;
            try
            {
                await using var context = new LabContext(environment, submission ?? lab.Solution, workspace);
                passed &= (await new LabRunner(lab, context, observers).RunAsync(cancellation).ConfigureAwait(false)).IsPassed;
            }
            finally
            {
                Directory.Delete(workspace, recursive: true);
            }
        }
        return passed ? ExitCode.Success : ExitCode.Failed;
    }
}
