using Ms2Lab.Labs.LabKit;
using Ms2Lab.Labs.LabKit.Running;

namespace Ms2Lab.Labs.Tests;

/// <summary>What holds for each step of each lab on each backend: no check passes before the action, every check passes after it.</summary>
public abstract class LabSteps<TLab, TBackend>(LabSession<TLab, TBackend> session) : IClassFixture<LabSession<TLab, TBackend>>
    where TLab : Lab, new()
    where TBackend : ITestBackend
{
    public static TheoryData<string> Steps => [.. new TLab().Steps.Select(s => s.Id)];

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task No_check_passes_before_the_action(string step)
    {
        SkipWhereMissing();
        var outcome = await session.OutcomeAsync(step, TestContext.Current.CancellationToken);
        outcome.Before.Select(c => $"{c.Id}: {c.Verdict}: {ReportText.Of(c)}").Should().OnlyContain(c => c.Contains(": Failed: "));
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Every_check_passes_after_the_action(string step)
    {
        SkipWhereMissing();
        var outcome = await session.OutcomeAsync(step, TestContext.Current.CancellationToken);
        outcome.IsPassed.Should().BeTrue(outcome.Describe());
    }

    private void SkipWhereMissing()
    {
        var missing = TBackend.Missing(session.Lab.Parts);
        Assert.SkipWhen(missing is not null, missing ?? "");
    }
}
