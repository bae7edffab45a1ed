namespace Ms2Lab.Cli.Tests;

/// <summary>Which servers a following student means, and what they are told where there is no single answer.</summary>
public sealed class RunningServersTests : IDisposable
{
    private readonly LabHome _home = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Servers_of_a_killed_up_are_not_taken_for_running_ones()
    {
        using (var up = await LabUp.StartAsync("--only redis", Cancellation, _home))
        {
            (await LabProcess.RunAsync(_home, "check redis", Cancellation)).Code.Should().Be(ExitCode.Failed, "the servers run and the step is not done");
            await up.KillAsync(Cancellation);
        }

        (await LabProcess.RunAsync(_home, "check redis", Cancellation)).Should().BeEquivalentTo(
            new LabOutcome(ExitCode.Environment, "", "lab: No servers run. Start them with `lab up` in another terminal and leave it open.\n"));
    }

    [Fact]
    public async Task Two_running_ups_are_told_apart_by_the_student()
    {
        using var one = await LabUp.StartAsync("--only redis", Cancellation, _home);
        using var two = await LabUp.StartAsync("--only redis", Cancellation, _home);

        var check = await LabProcess.RunAsync(_home, "check redis", Cancellation);

        check.Code.Should().Be(ExitCode.Environment);
        check.Errors.Should().Contain("2 `lab up` run at once. Set LAB_ENVIRONMENT to the one you mean").And.Contain($"{one.Process.Id}.json").And.Contain($"{two.Process.Id}.json");
    }

    [Fact]
    public async Task Up_that_lacks_a_part_of_the_lab_says_which()
    {
        using var up = await LabUp.StartAsync("--only redis", Cancellation, _home);

        var check = await LabProcess.RunAsync(_home, "check mysql", Cancellation);

        check.Should().BeEquivalentTo(new { Code = ExitCode.Environment });
        check.Errors.Should().Contain("no mysql");
    }

    public void Dispose() => _home.Dispose();
}
