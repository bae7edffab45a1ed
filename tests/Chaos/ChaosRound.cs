using Ms2Lab.Labs.LabKit;
using MySqlConnector;

namespace Ms2Lab.Chaos.Tests;

/// <summary>One round: readings flow through a sink to MySQL, a sink to Redis and a source from MySQL, faults happen, everything is mended, and what was promised is checked.</summary>
/// <param name="world">Where it happens.</param>
/// <param name="seed">Its name, and what its faults are drawn from.</param>
/// <param name="classes">The connectors that are held to their promises.</param>
/// <param name="isCalm">Whether no fault happens.</param>
public sealed class ChaosRound(ChaosWorld world, int seed, RoundClasses classes, bool isCalm = false)
{
    private const int Partitions = 3;
    private const int Readings = 150;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);
    private readonly string _topic = $"chaos{seed}";

    /// <summary>What happened so far.</summary>
    public Timeline Timeline { get; } = new();

    /// <summary>Plays the round to its end and checks it.</summary>
    public async Task PlayAsync(CancellationToken cancellation)
    {
        var connectors = new RoundConnectors(world, _topic, classes, Timeline);
        var table = new TableLoad(world, connectors.SourceTable);
        await table.CreateAsync(cancellation);
        world.Kafka.CreateTopic(_topic, Partitions, ChaosWorld.Brokers);
        world.Kafka.CreateTopic(connectors.SourceTopic, 1, ChaosWorld.Brokers);
        await connectors.CreateAsync(cancellation);
        var load = new MeterLoad(world.Client, _topic, Partitions);
        var landed = new Landed(world, _topic);
        var sink = new SinkWatch(load, landed, connectors.Jdbc);
        await using var offsets = new TopicTail(world.Client, WorldSettings.OffsetsTopic, WorldSettings.OffsetsPartitions);
        await using var output = new TopicTail(world.Client, connectors.SourceTopic, 1);
        var source = new SourceWatch(offsets, output, connectors.Source);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var watching = Task.WhenAll(sink.RunAsync(end.Token), source.RunAsync(end.Token));
        Timeline.Add("readings begin");
        await Task.WhenAll(load.RunAsync(Readings, cancellation), table.RunAsync(Readings, cancellation), HarmAsync(cancellation));
        Timeline.Add("readings sent, all servers up");

        await ArrivedAsync(connectors, load, landed, sink, source, cancellation);

        await end.CancelAsync();
        await watching;
        foreach (var watch in (OffsetWatch[])[sink, source])
        {
            await watch.LookAsync(cancellation);
            watch.Violation.Should().BeNull("an offset is stored only when its records are written");
        }
        source.Stored.Should().BeLessThanOrEqualTo(Readings, "no position is ahead of what there was to read");
        world.ProcessCount().Should().Be(world.Processes.Running.Count, "a worker process that was ended is gone");
        await connectors.DeleteAsync(cancellation);
        (await world.Admin.DeleteTopicsAsync([_topic, connectors.SourceTopic], cancellation)).ThrowIfAnyFailed();
        Timeline.Add("everything checked and removed");
    }

    private async Task HarmAsync(CancellationToken cancellation)
    {
        if (!isCalm)
        {
            await new FaultPlan(seed, _topic, Partitions).RunAsync(world, Timeline, cancellation);
        }
        await world.HealAsync(cancellation);
    }

    // A violation ends the wait: what is lost does not come any more.
    private async Task ArrivedAsync(RoundConnectors connectors, MeterLoad load, Landed landed, SinkWatch sink, SourceWatch source, CancellationToken cancellation)
    {
        load.Written.Should().HaveCount(Readings, "the broker has every reading");
        var expected = load.Written.Order().Select(id => (id, MeterLoad.ValueOf(id))).ToList();
        var seen = await Eventually.WatchAsync(
            async c =>
            {
                await connectors.RepairAsync(c);
                return (Rows: await RowsAsync(landed, c), Records: source.Ids.Count);
            },
            s => (s.Rows.Order().SequenceEqual(expected) && s.Records == Readings) || sink.Violation is not null || source.Violation is not null,
            Limit, TimeProvider.System, cancellation);
        Timeline.Add($"{seen.Last.Rows.Count} rows and {seen.Last.Records} records are there");
        (sink.Violation ?? source.Violation).Should().BeNull("an offset is stored only when its records are written");
        seen.Last.Rows.Order().Should().Equal(expected, "no record is lost and under upsert none is there twice");
        seen.Last.Records.Should().Be(Readings, "no row is lost on its way into the topic");
        await RedisAsync(landed, cancellation);
    }

    // Redis forgets at a restart what it was given before, so what it must have is what is sent from now on.
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
