using Ms2Lab.Environments.Core;
using Ms2Lab.Labs.LabKit.Submissions;

namespace Ms2Lab.Labs.LabKit.Running;

/// <summary>Runs one step: prepares, lets the submission act, then checks. Every fault ends as a verdict.</summary>
/// <param name="context">What the step has at hand.</param>
/// <param name="mode">How patient checks are.</param>
public sealed class StepRunner(LabContext context, CheckMode mode = CheckMode.Patient)
{
    /// <summary>A check that does not answer at all is given up this long after its limit.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    /// <summary>Why the step cannot be tried on this backend, or null.</summary>
    public async Task<string?> LacksAsync(LabStep step, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(step);
        if (step.Capabilities.FirstOrDefault(c => !context.Has(c)) is { } capability)
        {
            return $"the {context.Backend} backend lacks {capability.Name}";
        }
        if (step.Workers > 1 && context.Endpoints.ConnectUris.Count < step.Workers)
        {
            return $"the {context.Backend} backend has {context.Endpoints.ConnectUris.Count} Connect worker(s), the step needs {step.Workers}";
        }
        if (step.ConnectorClasses.Count == 0)
        {
            return null;
        }
        var installed = await context.Connect.ConnectorClassesAsync(cancellation);
        return step.ConnectorClasses.FirstOrDefault(c => !installed.Contains(c)) is { } missing ? $"the workers of the {context.Backend} backend have no {missing}" : null;
    }

    /// <summary>Prepares, acts and checks.</summary>
    /// <param name="step">The step.</param>
    /// <param name="act">Whether the submission acts; false where the student does, or where a check shall fail.</param>
    /// <param name="done">Hears of each check.</param>
    /// <param name="cancellation">Stops everything; no verdict is given then.</param>
    public async Task<IReadOnlyList<CheckReport>> RunAsync(LabStep step, bool act, Action<CheckReport>? done, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(step);
        try
        {
            if (await LacksAsync(step, cancellation) is { } reason)
            {
                return All(step, Verdict.Skipped, reason, done);
            }
            await (step.Prepare?.Invoke(context, cancellation) ?? Task.CompletedTask);
            if (act)
            {
                await step.Action(context, cancellation);
            }
        }
        catch (ArtifactException e)
        {
            var first = CheckReport.Of(step.Checks[0], Verdict.Failed, e.Observed, e.Expected, e.Next);
            return Report([first, .. step.Checks.Skip(1).Select(c => CheckReport.Of(c, Verdict.Blocked, "the step's action was not possible"))], done);
        }
        catch (Exception e) when (IsOurs(e, cancellation))
        {
            return All(step, Verdict.Error, Words(e), done);
        }
        return await ChecksAsync(step, done, cancellation);
    }

    /// <summary>Marks every check of a step alike.</summary>
    public static IReadOnlyList<CheckReport> All(LabStep step, Verdict verdict, string reason, Action<CheckReport>? done)
    {
        ArgumentNullException.ThrowIfNull(step);
        return Report([.. step.Checks.Select(c => CheckReport.Of(c, verdict, reason))], done);
    }

    private async Task<IReadOnlyList<CheckReport>> ChecksAsync(LabStep step, Action<CheckReport>? done, CancellationToken cancellation)
    {
        var reports = new List<CheckReport>();
        foreach (var check in step.Checks)
        {
            var unmet = mode == CheckMode.BeforeAction ? null : check.Needs.FirstOrDefault(n => reports.Any(r => r.Id == n && r.Verdict != Verdict.Passed));
            var start = context.Time.GetTimestamp();
            var report = unmet is null ? await VerifyAsync(check, cancellation) : CheckReport.Of(check, Verdict.Blocked, $"check {unmet} did not pass");
            reports.Add(report with { Seconds = Math.Round(context.Time.GetElapsedTime(start).TotalSeconds, 3) });
            done?.Invoke(reports[^1]);
        }
        return reports;
    }

    private async Task<CheckReport> VerifyAsync(Check check, CancellationToken cancellation)
    {
        var isPatient = mode == CheckMode.Patient || (mode == CheckMode.AtOnce && check.Stimulus is not null);
        var limit = isPatient ? check.Limit : TimeSpan.Zero;
        using var overall = new CancellationTokenSource(limit + Grace, context.Time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellation, overall.Token);
        try
        {
            context.Patience = limit;
            await (check.Stimulus?.Invoke(context, linked.Token) ?? Task.CompletedTask);
            var result = await check.Verify(context, linked.Token);
            return result.IsPassed
                ? CheckReport.Of(check, Verdict.Passed, result.Observed)
                : CheckReport.Of(check, Verdict.Failed, result.Observed, result.Expected, result.Next);
        }
        catch (OperationCanceledException) when (overall.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return CheckReport.Of(check, Verdict.Failed, $"no answer within {(limit + Grace).TotalSeconds:0} s", check.Title, "See whether the servers still answer, then check again.");
        }
        catch (ArtifactException e)
        {
            return CheckReport.Of(check, Verdict.Failed, e.Observed, e.Expected, e.Next);
        }
        catch (Exception e) when (IsOurs(e, cancellation))
        {
            return CheckReport.Of(check, Verdict.Error, Words(e), next: "This is not your fault: see whether the servers still run, then try again.");
        }
    }

    private static bool IsOurs(Exception e, CancellationToken cancellation) => e is not OperationCanceledException || !cancellation.IsCancellationRequested;

    private static string Words(Exception e) => e is EnvironmentException ? e.Message : $"{e.GetType().Name}: {e.Message}";

    private static IReadOnlyList<CheckReport> Report(IReadOnlyList<CheckReport> reports, Action<CheckReport>? done)
    {
        foreach (var report in reports)
        {
            done?.Invoke(report);
        }
        return reports;
    }
}
