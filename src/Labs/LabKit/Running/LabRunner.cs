namespace Ms2Lab.Labs.LabKit.Running;

/// <summary>Runs a whole lab with a submission: clears what an earlier run left, then step after step.</summary>
/// <remarks>A failed step never stops the ones that do not build on it: one mistake is punished once.</remarks>
public sealed class LabRunner(Lab lab, LabContext context, params IReadOnlyList<ILabObserver> observers)
{
    /// <summary>Runs the lab.</summary>
    /// <exception cref="OperationCanceledException">It was interrupted; the observers have the report so far.</exception>
    public async Task<LabReport> RunAsync(CancellationToken cancellation)
    {
        var report = new LabReport { Lab = lab.Id, Title = lab.Prose.Title, Backend = context.Backend, StartedAt = context.Time.GetUtcNow(), Steps = [] };
        var cleared = await ClearAsync(cancellation);
        foreach (var step in lab.Steps)
        {
            report = await StepAsync(report, step, cleared, cancellation);
        }
        report = report with { IsFinished = true };
        Tell(o => o.LabFinished(report));
        return report;
    }

    private async Task<string?> ClearAsync(CancellationToken cancellation)
    {
        try
        {
            await WorldReset.ClearAsync(context, lab.Steps, cancellation);
            return null;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return $"what an earlier run left could not be cleared: {e.Message}";
        }
    }

    private async Task<LabReport> StepAsync(LabReport report, LabStep step, string? notCleared, CancellationToken cancellation)
    {
        Tell(o => o.StepStarted(lab, step));
        var soFar = new StepReport { Id = step.Id, Title = lab.Prose.Step(step.Id).Title, Checks = [] };
        var before = report;
        if (notCleared is not null)
        {
            StepRunner.All(step, Verdict.Error, notCleared, Done);
        }
        else if (step.DependsOn.Select(id => report.Steps.Single(s => s.Id == id)).FirstOrDefault(s => !s.IsPassed) is { } unmet)
        {
            // What the backend lacks, or what went wrong for our sake, counts against nobody one step later either.
            var (verdict, reason) = unmet.Verdict switch
            {
                Verdict.Skipped => (Verdict.Skipped, "was skipped"),
                Verdict.Error => (Verdict.Error, "ended in an error of ours"),
                _ => (Verdict.Blocked, "did not pass"),
            };
            StepRunner.All(step, verdict, $"step {unmet.Id} {reason}", Done);
        }
        else
        {
            await new StepRunner(context).RunAsync(step, act: true, Done, cancellation);
        }
        return report;

        void Done(CheckReport check)
        {
            soFar = soFar with { Checks = [.. soFar.Checks, check] };
            report = before with { Steps = [.. before.Steps, soFar] };
            Tell(o => o.CheckFinished(report, soFar, check));
        }
    }

    private void Tell(Action<ILabObserver> news)
    {
        foreach (var observer in observers)
        {
            news(observer);
        }
    }
}
