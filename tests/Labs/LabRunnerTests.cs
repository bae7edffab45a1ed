using Ms2Lab.Environments.Core;
using Ms2Lab.Labs.LabKit;
using Ms2Lab.Labs.LabKit.Running;
using Ms2Lab.Labs.LabKit.Submissions;

namespace Ms2Lab.Labs.Tests;

/// <summary>What becomes of a step when the one that it builds on was not done.</summary>
public sealed class LabRunnerTests : IAsyncLifetime
{
    private LabContext? _lab;

    [Fact]
    public async Task A_step_upon_one_that_the_backend_lacks_is_skipped_too_and_costs_nothing()
    {
        var report = await RunAsync(Step("first") with { Capabilities = [typeof(IWorkerControl)] }, Step("second") with { DependsOn = ["first"] });

        report.AllChecks.Select(c => c.Verdict).Should().Equal(Verdict.Skipped, Verdict.Skipped);
        report.AllChecks.Last().Observed.Should().Be("step first was skipped");
        report.Score.Should().Be(new Score(0, 0));
    }

    [Fact]
    public async Task A_step_upon_one_that_went_wrong_for_our_sake_is_an_error_too()
    {
        var report = await RunAsync(Step("first") with { Action = (_, _) => throw new InvalidOperationException("disk on fire") }, Step("second") with { DependsOn = ["first"] });

        report.AllChecks.Select(c => c.Verdict).Should().Equal(Verdict.Error, Verdict.Error);
        report.AllChecks.Last().Observed.Should().Be("step first ended in an error of ours");
    }

    [Fact]
    public async Task A_step_upon_one_that_failed_is_blocked_and_the_next_one_still_runs()
    {
        var report = await RunAsync(Step("first") with { Action = (_, _) => throw new ArtifactException("a", "b", "c") }, Step("second") with { DependsOn = ["first"] }, Step("third"));

        report.AllChecks.Select(c => c.Verdict).Should().Equal(Verdict.Failed, Verdict.Blocked, Verdict.Passed);
        report.Score.Should().Be(new Score(1, 3));
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

    private Task<LabReport> RunAsync(params IReadOnlyList<LabStep> steps)
    {
        var lab = new MadeLab(steps);
        Directory.CreateDirectory(lab.Folder);
        File.WriteAllText(Path.Combine(lab.Folder, "README.md"), "# Made\n\n" + string.Concat(steps.Select(s => $"## {s.Id}\n<!-- step: {s.Id} -->\n\nDo it.\n\n")));
        return new LabRunner(lab, _lab!).RunAsync(TestContext.Current.CancellationToken);
    }

    private static LabStep Step(string id) => new()
    {
        Id = id,
        Action = (_, _) => Task.CompletedTask,
        Checks = [new() { Id = "check", Title = id, Verify = (_, _) => Task.FromResult(CheckResult.Passed("seen")) }],
    };

    private sealed class MadeLab(IReadOnlyList<LabStep> steps) : Lab
    {
        public override int Number => 99;

        public override string Id { get; } = $"made-{Guid.NewGuid():N}";

        public override Parts Parts => Parts.None;

        public override IReadOnlyList<LabStep> Steps => steps;
    }
}
