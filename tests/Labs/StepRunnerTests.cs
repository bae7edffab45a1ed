using Ms2Lab.Environments.Core;
using Ms2Lab.Labs.LabKit;
using Ms2Lab.Labs.LabKit.Running;
using Ms2Lab.Labs.LabKit.Submissions;

namespace Ms2Lab.Labs.Tests;

/// <summary>How every way of going wrong becomes a verdict; on an environment without servers.</summary>
public sealed class StepRunnerTests : IAsyncLifetime
{
    private LabContext? _lab;

    [Fact]
    public async Task A_check_that_never_sees_what_it_waits_for_fails_and_says_what_it_last_saw()
    {
        var looked = 0;
        var check = new Check
        {
            Id = "late", Title = "It comes", Points = 5, Limit = TimeSpan.FromMilliseconds(50),
            Verify = (lab, ct) => lab.ExpectAsync("ten", _ => Task.FromResult(++looked), _ => false, n => $"number {n}", _ => "Wait longer.", ct),
        };

        var report = (await RunAsync(check)).Single();

        report.Should().BeEquivalentTo(new { Verdict = Verdict.Failed, Earned = 0, Expected = "ten", Observed = $"number {looked}", Next = "Wait longer." });
    }

    [Fact]
    public async Task A_fault_of_ours_is_an_error_and_takes_no_points()
    {
        var reports = await RunAsync(Throws(new InvalidOperationException("disk on fire")), Passes("other"));

        reports.Select(r => r.Verdict).Should().Equal(Verdict.Error, Verdict.Passed);
        reports[0].Observed.Should().Contain("disk on fire");
        Score.Of(reports).Should().Be(new Score(1, 1));
    }

    [Fact]
    public async Task A_check_whose_ground_is_missing_is_blocked_and_the_others_still_run()
    {
        var reports = await RunAsync(Fails("first"), Passes("second") with { Needs = ["first"] }, Passes("third") with { Needs = ["second"] }, Passes("fourth"));

        reports.Select(r => r.Verdict).Should().Equal(Verdict.Failed, Verdict.Blocked, Verdict.Blocked, Verdict.Passed);
        reports[1].Observed.Should().Be("check first did not pass");
    }

    [Fact]
    public async Task A_missing_artifact_fails_the_step_once()
    {
        var step = Step(Passes("first"), Passes("second")) with { Action = (_, _) => throw new ArtifactException("a script", "no script", "Add one.") };

        var reports = await new StepRunner(_lab!).RunAsync(step, act: true, null, TestContext.Current.CancellationToken);

        reports.Select(r => r.Verdict).Should().Equal(Verdict.Failed, Verdict.Blocked);
        ReportText.Of(reports[0]).Should().Be("expected: a script\nobserved: no script\nnext:     Add one.");
    }

    [Fact]
    public async Task A_step_whose_capability_is_missing_is_skipped_aloud()
    {
        var step = Step(Passes("first")) with { Capabilities = [typeof(IWorkerControl)] };

        var report = (await new StepRunner(_lab!).RunAsync(step, act: true, null, TestContext.Current.CancellationToken)).Single();

        report.Should().BeEquivalentTo(new { Verdict = Verdict.Skipped, Observed = "the external backend lacks IWorkerControl", Counts = false });
    }

    [Fact]
    public async Task An_interrupted_run_gives_no_verdict()
    {
        using var interrupted = new CancellationTokenSource();
        var check = Passes("first") with { Verify = (_, ct) => { interrupted.Cancel(); ct.ThrowIfCancellationRequested(); return Task.FromResult(CheckResult.Passed("")); } };

        await FluentActions.Awaiting(() => new StepRunner(_lab!).RunAsync(Step(check), act: true, null, interrupted.Token)).Should().ThrowAsync<OperationCanceledException>();
    }

    public async ValueTask InitializeAsync()
    {
        var nowhere = await LabEnvironment.StartAsync(new() { Parts = Parts.None }, new ExternalBackend(new()), TestContext.Current.CancellationToken);
        var folder = Directory.CreateTempSubdirectory("ms2lab-test-").FullName;
        _lab = new LabContext(nowhere, Submission.Open(folder), folder);
    }

    public async ValueTask DisposeAsync()
    {
        await _lab!.DisposeAsync();
        Directory.Delete(_lab.Workspace);
    }

    private Task<IReadOnlyList<CheckReport>> RunAsync(params IReadOnlyList<Check> checks) =>
        new StepRunner(_lab!).RunAsync(Step(checks), act: true, null, TestContext.Current.CancellationToken);

    private static LabStep Step(params IReadOnlyList<Check> checks) => new() { Id = "step", Action = (_, _) => Task.CompletedTask, Checks = checks };

    private static Check Passes(string id) => new() { Id = id, Title = id, Verify = (_, _) => Task.FromResult(CheckResult.Passed("seen")) };

    private static Check Fails(string id) => new() { Id = id, Title = id, Verify = (_, _) => Task.FromResult(CheckResult.Failed("a", "b", "c")) };

    private static Check Throws(Exception e) => new() { Id = "throws", Title = "throws", Verify = (_, _) => throw e };
}
