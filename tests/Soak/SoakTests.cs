using Ms2Lab.Labs.LabKit;

namespace Ms2Lab.Soak.Tests;

/// <summary>Whether a worker group that lives long stays small.</summary>
public sealed class SoakTests(ITestOutputHelper output)
{
    private const int AtOnce = 20;

    /// <summary>Rounds of connectors between two changes of the group: each change holds connectors up, a killed worker for as long as its session lasts.</summary>
    private const int RoundsAChange = 5;

    /// <summary>What a connector may leave behind: its records in the broker's topics and its group there, no more.</summary>
    private const long BytesAConnector = 8 << 10;

    private const long Slack = 16 << 20;
    /// <summary>Each of the hundred tasks may hold one connection more or less than before; both ends of it are in this process.</summary>
    private const int MoreHandles = (2 * SoakWorld.Tasks) + 30;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Memory_and_handles_stay_flat_while_connectors_and_workers_come_and_go()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var world = await SoakWorld.StartAsync(cancellation);
        var soaked = 0;
        var changes = 0;
        var started = TimeProvider.System.GetTimestamp();
        // The first quarter fills caches and pools; growth is what comes after it.
        var early = await SoakAsync(SoakSettings.Length / 4, SoakSettings.Connectors / 4);
        var late = await SoakAsync(SoakSettings.Length, SoakSettings.Connectors);

        // Connections of what has just ended close a moment later.
        late = (await Eventually.WatchAsync(_ => Task.FromResult(SoakSample.Take(soaked)), s => s.Handles < early.Handles + MoreHandles, Limit, TimeProvider.System, cancellation)).Last;
        output.WriteLine($"{changes} times a worker came or went; early: {early}; late: {late}");
        late.Handles.Should().BeLessThan(early.Handles + MoreHandles, $"handles are given back; early {early}, late {late}");
        late.Bytes.Should().BeLessThan(early.Bytes + Slack + ((late.Connectors - early.Connectors) * BytesAConnector), $"memory is given back; early {early}, late {late}");

        async Task<SoakSample> SoakAsync(TimeSpan length, int connectors)
        {
            do
            {
                for (var round = 0; round < RoundsAChange; round++)
                {
                    await world.ChurnAsync(soaked, AtOnce, cancellation);
                    soaked += AtOnce;
                }
                await world.ComeOrGoAsync(++changes, cancellation);
            }
            while (TimeProvider.System.GetElapsedTime(started) < length || soaked < connectors);
            await world.RestAsync(cancellation);
            return SoakSample.Take(soaked);
        }
    }
}
