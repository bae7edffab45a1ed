using Ms2Lab.Environments.Core;
using Ms2Lab.Fixtures;
using Ms2Lab.Labs.LabKit;
using Ms2Lab.Labs.LabKit.Running;

namespace Ms2Lab.Labs.Tests;

/// <summary>Walks once through a lab with its reference solution: at each step first the checks before the action, then the action and the checks.</summary>
/// <remarks>A test asks for its step; the steps before it are done first, in order. So tests may run in any order, or alone.</remarks>
public sealed class LabSession<TLab, TBackend> : LabFixture<TLab>
    where TLab : Lab, new()
    where TBackend : ITestBackend
{
    private readonly List<StepOutcome> _outcomes = [];
    private LabContext? _context;

    protected override IEnvironmentBackend Backend => TBackend.Create();

    /// <summary>The outcome of a step; skips the test, with the reason, where the backend is missing or an earlier step failed.</summary>
    public async Task<StepOutcome> OutcomeAsync(string stepId, CancellationToken cancellation)
    {
        var lacking = Lab.Parts & ~Endpoints.Parts;
        Assert.SkipWhen(lacking != Parts.None, $"the {Environment.Backend} backend has no {lacking.ToText()}");
        foreach (var step in Lab.Steps.Skip(_outcomes.Count))
        {
            if (_outcomes.Any(o => o.Step == stepId) || _outcomes.Any(o => !o.IsPassed))
            {
                break;
            }
            _outcomes.Add(await WalkAsync(step, cancellation));
        }
        var failed = _outcomes.FirstOrDefault(o => !o.IsPassed && o.Step != stepId);
        Assert.SkipWhen(failed is not null && _outcomes.All(o => o.Step != stepId), $"step {failed?.Step} failed: {failed?.Describe()}");
        var outcome = _outcomes.Single(o => o.Step == stepId);
        Assert.SkipWhen(outcome.IsSkipped, outcome.After[0].Observed ?? "");
        return outcome;
    }

    public override async ValueTask InitializeAsync()
    {
        if (TBackend.Missing(Lab.Parts) is null)
        {
            await base.InitializeAsync();
        }
    }

    public override async ValueTask DisposeAsync()
    {
        if (_context is not null)
        {
            await _context.DisposeAsync();
        }
        await base.DisposeAsync();
    }

    private async Task<StepOutcome> WalkAsync(LabStep step, CancellationToken cancellation)
    {
        _context ??= Context(Lab.Solution);
        if (_outcomes.Count == 0)
        {
            await WorldReset.ClearAsync(_context, Lab.Steps, cancellation);
        }
        if (step.DependsOn.FirstOrDefault(id => _outcomes.Single(o => o.Step == id).IsSkipped) is { } lacked)
        {
            var skipped = StepRunner.All(step, Verdict.Skipped, $"step {lacked} was skipped", null);
            return new(step.Id, skipped, skipped);
        }
        var before = await new StepRunner(_context, CheckMode.BeforeAction).RunAsync(step, act: false, null, cancellation);
        await WorldReset.ClearAsync(_context, [step], cancellation);
        var after = await new StepRunner(_context).RunAsync(step, act: true, null, cancellation);
        return new(step.Id, before, after);
    }
}

/// <summary>What a step's checks said before its action and after it.</summary>
public sealed record StepOutcome(string Step, IReadOnlyList<CheckReport> Before, IReadOnlyList<CheckReport> After)
{
    public bool IsPassed => After.All(c => c.Verdict is Verdict.Passed or Verdict.Skipped);

    public bool IsSkipped => After.All(c => c.Verdict == Verdict.Skipped);

    public string Describe() => string.Join("; ", After.Where(c => c.Verdict != Verdict.Passed).Select(c => $"{c.Id} {ReportText.Of(c).ReplaceLineEndings(", ")}"));
}
