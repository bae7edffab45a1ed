namespace Ms2Lab.Chaos.Tests;

/// <summary>
/// Rounds of chaos, each named by its seed. A failing round prints seed and timeline; <c>MS2LAB_CHAOS_SEED=seed MS2LAB_CHAOS_ROUNDS=1</c> plays it alone again:
/// the same faults after the same pauses.
/// </summary>
public sealed class ChaosTests(ChaosWorld world) : IClassFixture<ChaosWorld>
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    public static TheoryData<int> Seeds => new(ChaosSettings.Seeds);

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task No_record_is_lost_and_none_is_there_twice_whatever_happens(int seed)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        var round = new ChaosRound(world, seed, new RoundClasses());
        try
        {
            await round.PlayAsync(limit.Token);
        }
        catch (Exception e)
        {
            throw new ChaosException($"Round with seed {seed} (MS2LAB_CHAOS_SEED={seed} MS2LAB_CHAOS_ROUNDS=1): {e.Message}\n{round.Timeline}", e);
        }
    }
}
