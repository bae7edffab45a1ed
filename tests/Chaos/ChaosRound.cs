using Ms2Lab.Labs.LabKit;
using MySqlConnector;

namespace Ms2Lab.Chaos.Tests;

/// <summary>One round: readings flow, faults happen, everything is mended, and what was promised is checked.</summary>
public sealed class ChaosRound(ChaosWorld world, int seed)
{
    private const int Partitions = 3;
    private const int Readings = 250;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);
    private readonly string _topic = $"chaos{seed}";

    /// <summary>What happened so far.</summary>
    public Timeline Timeline { get; } = new();

    /// <summary>Plays the round to its end and checks it.</summary>
    public async Task PlayAsync(CancellationToken cancellation)
    {
        world.Kafka.CreateTopic(_topic, Partitions, replicationFactor: 3);
        var connectors = new RoundConnectors(world, _topic, Timeline);
        await connectors.CreateAsync(cancellation);
        var load = new MeterLoad(world.Client, _topic, Partitions);
        var landed = new Landed(world, _topic);
        var watch = new OffsetWatch(load, landed, connectors.Jdbc);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var watching = watch.RunAsync(end.Token);
        Timeline.Add("readings begin");
        await Task.WhenAll(load.RunAsync(Readings, cancellation), new FaultPlan(seed, _topic, Partitions).RunAsync(world, Timeline, cancellation));
        await world.HealAsync(cancellation);
        Timeline.Add("readings sent, all servers up");

        await ArrivedAsync(connectors, load, landed, cancellation);

        await end.CancelAsync();
        await watching;
        watch.Violation.Should().BeNull("an offset is committed only when its records are written");
        await watch.LookAsync(cancellation);
        watch.Violation.Should().BeNull("an offset is committed only when its records are written");
        world.ProcessCount().Should().Be(world.Processes.Running.Count, "a worker process that was ended is gone");
        await connectors.DeleteAsync(cancellation);
        (await world.Admin.DeleteTopicsAsync([_topic], cancellation)).ThrowIfAnyFailed();
    }

    private async Task ArrivedAsync(RoundConnectors connectors, MeterLoad load, Landed landed, CancellationToken cancellation)
    {
        var expected = load.Written.Order().Select(id => (id, MeterLoad.ValueOf(id))).ToList();
        expected.Should().HaveCount(Readings, "the broker has every reading");
        var seen = await Eventually.WatchAsync(
            async c =>
            {
                await connectors.RepairAsync(c);
                return await RowsAsync(landed, c);
            },
            rows => rows.Order().SequenceEqual(expected), Limit, TimeProvider.System, cancellation);
        seen.Last.Order().Should().Equal(expected, "no record is lost and under upsert none is there twice");
        await RedisAsync(landed, cancellation);
    }

    /// <summary>Redis forgets at a restart what it was given before, so what it must have is what is sent from now on.</summary>
    private async Task RedisAsync(Landed landed, CancellationToken cancellation)
    {
        var more = new MeterLoad(world.Client, _topic, Partitions);
        await more.RunAsync(10, cancellation);
        var seen = await Eventually.WatchAsync(c => landed.MissingInRedisAsync(more.Written, c), missing => missing.Count == 0, Limit, TimeProvider.System, cancellation);
        seen.Last.Should().BeEmpty("Redis has what was sent after it came back");
    }

    private static async Task<IReadOnlyList<(int Id, string Value)>> RowsAsync(Landed landed, CancellationToken cancellation)
    {
        try
        {
            return await landed.RowsAsync(cancellation);
        }
        catch (MySqlException e) when (e.ErrorCode == MySqlErrorCode.NoSuchTable)
        {
            return [];
        }
    }
}
