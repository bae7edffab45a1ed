namespace Ms2Lab.Chaos.Tests;

/// <summary>
/// Rounds of chaos, each named by its seed. A failing round prints seed and timeline; <c>MS2LAB_CHAOS_SEED=seed MS2LAB_CHAOS_ROUNDS=1</c> plays it alone again:
/// the same faults after the same pauses. Rounds spend most of their time waiting for servers and sessions, so they wait side by side, each half in a world of its own.
/// </summary>
public abstract class ChaosTests<THalf>(ChaosWorld world, ITestOutputHelper output) : IClassFixture<ChaosWorld>
    where THalf : IChaosHalf
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    public static TheoryData<int> Seeds => new(ChaosSettings.Seeds.Where((_, i) => i % 2 == THalf.Remainder));

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Seeds))]
    public async Task No_record_is_lost_and_none_is_there_twice_whatever_happens(int seed)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        var round = new ChaosRound(world, seed, new RoundClasses());
        try
        {
            await round.PlayAsync(limit.Token);
            output.WriteLine(round.Timeline.ToString());
        }
        catch (Exception e)
        {
            throw new ChaosException($"Round with seed {seed} (MS2LAB_CHAOS_SEED={seed} MS2LAB_CHAOS_ROUNDS=1): {e.Message}\n{round.Timeline}", e);
        }
    }
}

public sealed class EvenChaosTests(ChaosWorld world, ITestOutputHelper output) : ChaosTests<EvenChaosTests>(world, output), IChaosHalf
{
    public static int Remainder => 0;
}

public sealed class OddChaosTests(ChaosWorld world, ITestOutputHelper output) : ChaosTests<OddChaosTests>(world, output), IChaosHalf
{
    public static int Remainder => 1;
}
