using System.CommandLine;
using Ms2Lab.Cli.Labs;

namespace Ms2Lab.Cli.Commands;

/// <summary><c>lab follow</c>: one step at a time beside a running <c>lab up</c>, while the student acts with their own tools.</summary>
internal sealed class FollowCommand : Command
{
    private static readonly TimeSpan WatchPause = TimeSpan.FromSeconds(2);
    private readonly Argument<string?> _lab = LabArguments.Optional("the one followed last");
    private readonly Option<string?> _step = new("--step") { Description = "Go to this step." };
    private readonly Option<bool> _watch = new("--watch") { Description = "Check again and again until the step is done, without being asked." };
    private readonly Option<DirectoryInfo?> _folder = FolderOption.Create();

    /// <summary>Creates the command.</summary>
    public FollowCommand()
        : base("follow", "Do a lab step by step on the servers of `lab up`.")
    {
        Arguments.Add(_lab);
        foreach (var option in (Option[])[_step, _watch, _folder])
        {
            Options.Add(option);
        }
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult line, CancellationToken cancellation)
    {
        var lab = line.GetValue(_lab);
        await using var session = await FollowSession.OpenAsync(lab, FolderOption.Read(line, _folder), cancellation).ConfigureAwait(false);
        session.Progress.Follow(session.Lab);
        if (line.GetValue(_step) is { } step)
        {
            session.Progress.GoTo(session.Lab, session.Lab.Step(step));
        }
        if (session.Step == session.Lab.Steps[0])
        {
            session.ShowIntroduction();
        }
        await session.ShowAsync(cancellation).ConfigureAwait(false);
        while (session.Step is not null)
        {
            var go = line.GetValue(_watch) ? await WatchAsync(session, cancellation).ConfigureAwait(false) : await ActAsync(session, cancellation).ConfigureAwait(false);
            if (!go)
            {
                return ExitCode.Failed;
            }
        }
        return ExitCode.Success;
    }

    private static async Task<bool> WatchAsync(FollowSession session, CancellationToken cancellation)
    {
        while (!await session.CheckAsync(cancellation).ConfigureAwait(false))
        {
            await Task.Delay(WatchPause, cancellation).ConfigureAwait(false);
        }
        await session.ShowAsync(cancellation).ConfigureAwait(false);
        return true;
    }

    /// <summary>Asks the student what to do, and does it.</summary>
    /// <returns>False when they leave.</returns>
    private static async Task<bool> ActAsync(FollowSession session, CancellationToken cancellation)
    {
        Console.Write("[Enter] check, h hint, s solve, r reset, q quit: ");
        string? answer;
        try
        {
            answer = await Task.Run(Console.In.ReadLine, cancellation).WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            SayWhere(session);
            throw;
        }
        switch (answer?.Trim().ToLowerInvariant())
        {
            case null or "q" or "quit":
                SayWhere(session);
                return false;
            case "" or "c" or "check":
                await ShowNextIfAsync(await session.CheckAsync(cancellation).ConfigureAwait(false)).ConfigureAwait(false);
                break;
            case "h" or "hint":
                FollowSession.Hint(session.Lab, session.Progress);
                break;
            case "s" or "solve":
                await ShowNextIfAsync(await session.SolveAsync(cancellation).ConfigureAwait(false)).ConfigureAwait(false);
                break;
            case "r" or "reset":
                await session.ResetAsync(all: false, cancellation).ConfigureAwait(false);
                break;
            default:
                Console.WriteLine("Type one of the letters, or Enter alone.");
                break;
        }
        return true;

        Task ShowNextIfAsync(bool done) => done ? session.ShowAsync(cancellation) : Task.CompletedTask;
    }

    private static void SayWhere(FollowSession session) => Console.WriteLine($"\nYou are at step {session.Step!.Id}; `lab follow` goes on there.");
}
