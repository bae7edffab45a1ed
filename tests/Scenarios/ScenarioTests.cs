using Ms2Lab.Player;

namespace Ms2Lab.Scenarios.Tests;

/// <summary>Holds the embedded stack against what the real servers answered, one test a scenario.</summary>
public abstract class ScenarioTests<TFolder>(ProcessStack stack) : IClassFixture<ProcessStack>
    where TFolder : IScenarioFolder
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    public static TheoryData<string> Scenarios => new(TFolder.Choose(Recordings.Below(TFolder.Folder)));

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task Answers_are_those_of_the_real_servers(string scenario)
    {
        var recorded = Recordings.Load(Path.Combine(TFolder.Folder, scenario));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);

        var verdict = await stack.PlayAsync(recorded, limit.Token);

        Recordings.Check(verdict);
    }
}
