using Ms2Lab.Cli.Terminal;
using Ms2Lab.Environments.Core;
using Ms2Lab.Labs;
using Ms2Lab.Labs.LabKit;
using Ms2Lab.Labs.LabKit.Running;
using Ms2Lab.Labs.LabKit.Submissions;
using Spectre.Console;

namespace Ms2Lab.Cli.Labs;

/// <summary>One student in one lab on running servers: shows a step, checks it, helps, solves it, takes it back.</summary>
internal sealed class FollowSession : IAsyncDisposable
{
    // A wait that is longer has to be announced.
    private static readonly TimeSpan LongWait = TimeSpan.FromSeconds(2);

    private readonly IAnsiConsole _console;
    private readonly LabEnvironment _environment;
    private readonly string _folder;
    private readonly LabContext _context;

    private FollowSession(Lab lab, LabEnvironment environment, Progress progress, string folder, IAnsiConsole console)
    {
        _console = console;
        Lab = lab;
        _environment = environment;
        Progress = progress;
        _folder = folder;
        _context = new LabContext(environment, Submission.Open(folder), folder);
    }

    /// <summary>The lab.</summary>
    public Lab Lab { get; }

    /// <summary>How far the student is.</summary>
    public Progress Progress { get; }

    /// <summary>The step to do, or null when the lab is finished.</summary>
    public LabStep? Step => Progress.Next(Lab);

    /// <summary>Opens a lab on the running servers.</summary>
    /// <param name="lab">Its name; null means the one followed last.</param>
    /// <param name="folder">The student's folder.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="EnvironmentException">No servers run, or they lack a part of the lab.</exception>
    /// <exception cref="LabContentException">No lab is named and none was followed, or there is no such lab.</exception>
    public static Task<FollowSession> OpenAsync(string? lab, string folder, CancellationToken cancellation) =>
        OpenAsync(lab, folder, RunningServers.FindWithControl, Screen.Out, Console.Error, cancellation);

    /// <summary>As above, for servers and consoles of the caller's choice.</summary>
    public static async Task<FollowSession> OpenAsync(
        string? lab, string folder, Func<IEnvironmentBackend> servers, IAnsiConsole console, TextWriter errors, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(servers);
        var (found, progress) = Choose(lab, folder, errors);
        var request = new EnvironmentRequest { Parts = found.Parts };
        var environment = await LabEnvironment.StartAsync(request, servers(), null, cancellation).ConfigureAwait(false);
        return new(found, environment, progress, folder, console);
    }

    /// <summary>The lab that is meant, and the progress in the student's folder.</summary>
    /// <exception cref="LabContentException">No lab is named and none was followed, or there is no such lab.</exception>
    public static (Lab Lab, Progress Progress) Choose(string? lab, string folder, TextWriter errors)
    {
        var progress = Progress.Load(folder, errors);
        return (LabCatalog.Find(lab ?? progress.Current ?? throw new LabContentException("No lab is being followed in this folder. Begin one: `lab follow LAB`; `lab list` shows them.")), progress);
    }

    /// <summary>Shows what the lab says before its first step.</summary>
    public void ShowIntroduction()
    {
        _console.MarkupLine($"[bold]{Lab.Prose.Title.EscapeMarkup()}[/]\n");
        Write(Lab.Prose.Introduction);
    }

    /// <summary>Shows the step to do, and provides what it begins with.</summary>
    public async Task ShowAsync(CancellationToken cancellation)
    {
        if (Step is not { } step)
        {
            _console.MarkupLine($"[green]You have finished the lab {Lab.Id}.[/] `lab list` shows the others; `lab reset {Lab.Id} --all` begins it again.");
            return;
        }
        var prose = Lab.Prose.Step(step.Id);
        _console.MarkupLine($"\n── [bold]{Lab.Id}, step {Lab.Steps.ToList().IndexOf(step) + 1} of {Lab.Steps.Count}: {prose.Title.EscapeMarkup()}[/] ──\n");
        Write(prose.Instruction);
        if (await LacksAsync(step, cancellation).ConfigureAwait(false) is { } reason)
        {
            _console.MarkupLine($"[yellow]On these servers this step is skipped[/]: {reason.EscapeMarkup()}. `lab up --lab {Lab.Id}` starts servers that have what it needs; `lab check` goes on to the next step.");
            return;
        }
        await PrepareAsync(step, cancellation).ConfigureAwait(false);
    }

    /// <summary>Checks the step to do, and remembers it as done where every check passes.</summary>
    /// <returns>Whether it is done, or the lab was finished before.</returns>
    public async Task<bool> CheckAsync(CancellationToken cancellation)
    {
        if (Step is not { } step)
        {
            await ShowAsync(cancellation).ConfigureAwait(false);
            return true;
        }
        return await RunAsync(_context, step, act: false, cancellation).ConfigureAwait(false);
    }

    /// <summary>Shows the next hint of the step to do.</summary>
    public static void Hint(Lab lab, Progress progress)
    {
        if (progress.Next(lab) is not { } step)
        {
            Console.WriteLine($"The lab {lab.Id} is finished: nothing is left to hint at.");
            return;
        }
        var hints = lab.Prose.Step(step.Id).Hints;
        var number = progress.NextHint(lab, step, hints.Count);
        Screen.Out.MarkupLine($"[bold]{step.Id}[/], hint {number + 1} of {hints.Count}");
        new MarkdownView(Screen.Out).Write(hints[number]);
    }

    /// <summary>Shows the reference artifacts of the step, and does it with them.</summary>
    /// <returns>Whether every check passes then.</returns>
    public async Task<bool> SolveAsync(CancellationToken cancellation)
    {
        if (Step is not { } step)
        {
            await ShowAsync(cancellation).ConfigureAwait(false);
            return true;
        }
        foreach (var artifact in step.Artifacts)
        {
            var file = artifact.Locate(Lab.Solution);
            _console.MarkupLine($"[bold]{artifact.About.EscapeMarkup()}[/]: {file.Path.EscapeMarkup()}");
            _console.WriteLine(file.Text.TrimEnd());
        }
        await InWorldAsync(() => WorldReset.ClearAsync(_context, [step], cancellation)).ConfigureAwait(false);
        await using var context = new LabContext(_environment, Lab.Solution, _folder);
        return await RunAsync(context, step, act: true, cancellation).ConfigureAwait(false);
    }

    /// <summary>Takes back what the step to do, or the whole lab, left in the world.</summary>
    public async Task ResetAsync(bool all, CancellationToken cancellation)
    {
        if (all)
        {
            await InWorldAsync(() => WorldReset.ClearAsync(_context, Lab.Steps, cancellation)).ConfigureAwait(false);
            Progress.Forget(Lab);
            Console.WriteLine($"The lab {Lab.Id} begins anew.");
        }
        else if (Step is { } step)
        {
            await InWorldAsync(() => WorldReset.ClearAsync(_context, [step], cancellation)).ConfigureAwait(false);
            if (await LacksAsync(step, cancellation).ConfigureAwait(false) is null)
            {
                await PrepareAsync(step, cancellation).ConfigureAwait(false);
            }
            Console.WriteLine($"Step {step.Id} begins anew.");
        }
        else
        {
            Console.WriteLine($"The lab {Lab.Id} is finished; `lab reset {Lab.Id} --all` begins it again.");
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync().ConfigureAwait(false);
        await _environment.DisposeAsync().ConfigureAwait(false);
    }

    private void Write(string markdown) => new MarkdownView(_console).Write(AddressedText.Fill(markdown, _environment.Endpoints));

    private Task PrepareAsync(LabStep step, CancellationToken cancellation) => InWorldAsync(() => step.Prepare?.Invoke(_context, cancellation) ?? Task.CompletedTask);

    private async Task<string?> LacksAsync(LabStep step, CancellationToken cancellation)
    {
        string? reason = null;
        await InWorldAsync(async () => reason = await new StepRunner(_context).LacksAsync(step, cancellation).ConfigureAwait(false)).ConfigureAwait(false);
        return reason;
    }

    // Whatever client a lab uses, a server that has gone away is told in the same words.
    private async Task InWorldAsync(Func<Task> act)
    {
        try
        {
            await act().ConfigureAwait(false);
        }
        catch (Exception e) when (e is not (OperationCanceledException or EnvironmentException or LabContentException or ArtifactException))
        {
            throw new EnvironmentException($"The servers of the lab {Lab.Id} do not do as they are told: {e.Message.TrimEnd('.')}.", "See whether `lab up` still runs, then come back with `lab follow`: your progress is kept.", e);
        }
    }

    private async Task<bool> RunAsync(LabContext context, LabStep step, bool act, CancellationToken cancellation)
    {
        var lines = new CheckLines(_console);
        if (step.Checks.Where(c => act || c.Stimulus is not null).Select(c => c.Limit).DefaultIfEmpty().Max() is var longest && longest >= LongWait)
        {
            _console.WriteLine($"Looking, and at some checks waiting for what comes of it: seconds as a rule, {longest.TotalSeconds:0} s at most each ...");
        }
        var checks = await new StepRunner(context, act ? CheckMode.Patient : CheckMode.AtOnce).RunAsync(step, act, lines.Write, cancellation).ConfigureAwait(false);
        var passed = checks.All(c => c.Verdict is Verdict.Passed or Verdict.Skipped);
        if (passed)
        {
            Progress.Done(Lab, step);
        }
        return passed;
    }
}
