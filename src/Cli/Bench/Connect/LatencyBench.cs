using System.Diagnostics;
using Ms2Lab.Environments.Core;
using Ms2Lab.Kafka.Client;
using Ms2Lab.Kafka.Client.Admin;
using Ms2Lab.Kafka.Client.Producing;

namespace Ms2Lab.Cli.Bench.Connect;

/// <summary>How long a single reading takes from a producer through the sink until another connection sees its row.</summary>
internal sealed class LatencyBench(Endpoints endpoints, KafkaClient client)
{
    private const int Readings = 300;
    private const string Topic = "latency";
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>Median and 99th percentile.</summary>
    public async Task<(TimeSpan P50, TimeSpan P99)> MeasureAsync(BenchConverter format, CancellationToken cancellation)
    {
        await using var table = await BenchTable.CreateAsync(endpoints, Topic, cancellation).ConfigureAwait(false);
        var admin = new KafkaAdmin(client);
        (await admin.CreateTopicsAsync([new NewTopic(Topic, 1, 1)], cancellation: cancellation).ConfigureAwait(false)).ThrowIfAnyFailed();
        using var connectors = new BenchConnectors(endpoints);
        await connectors.RunAsync(Topic, connectors.Sink(Topic, format.Settings), cancellation).ConfigureAwait(false);
        var sent = new long[Readings];
        var seen = new long[Readings];
        await Task.WhenAll(SendAsync(format, sent, cancellation), SeeAsync(table, seen, cancellation)).ConfigureAwait(false);
        await connectors.DeleteAsync(Topic, cancellation).ConfigureAwait(false);
        (await admin.DeleteTopicsAsync([Topic], cancellation).ConfigureAwait(false)).ThrowIfAnyFailed();
        var times = sent.Zip(seen, Stopwatch.GetElapsedTime).Order().ToList();
        return (times[Readings / 2], times[Readings * 99 / 100]);
    }

    private async Task SendAsync(BenchConverter format, long[] sent, CancellationToken cancellation)
    {
        await using var producer = new KafkaProducer(client, new ProducerOptions());
        using var pace = new PeriodicTimer(Pace);
        for (var id = 0; id < sent.Length && await pace.WaitForNextTickAsync(cancellation).ConfigureAwait(false); id++)
        {
            sent[id] = Stopwatch.GetTimestamp();
            await producer.SendAsync(BenchReadings.Record(Topic, format.Converter, id), cancellation).ConfigureAwait(false);
        }
        await producer.FlushAsync(cancellation).ConfigureAwait(false);
    }

    private static async Task SeeAsync(BenchTable table, long[] seen, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        for (long known = 0; known < seen.Length;)
        {
            var count = await table.CountAsync(cancellation).ConfigureAwait(false);
            for (var now = Stopwatch.GetTimestamp(); known < count; known++)
            {
                seen[known] = now;
            }
            if (clock.Elapsed > Limit)
            {
                throw new EnvironmentException($"{known} of {seen.Length} readings arrived within {Limit.TotalSeconds} s.", "Look at the connector's status.");
            }
            await Task.Delay(1, cancellation).ConfigureAwait(false);
        }
    }
}
