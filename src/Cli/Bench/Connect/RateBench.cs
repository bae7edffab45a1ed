using System.Diagnostics;
using System.Text;
using Ms2Lab.Environments.Core;
using Ms2Lab.Kafka.Client;
using Ms2Lab.Kafka.Client.Admin;

namespace Ms2Lab.Cli.Bench.Connect;

/// <summary>Records a second on one stack: a hand-written writer, the sink in two formats, the source.</summary>
internal sealed class RateBench(Endpoints endpoints, KafkaClient client, int records)
{
    private const int RowsAStatement = 1000;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);
    private int _round;

    private KafkaAdmin Admin => new(client);

    /// <summary>Rows a second of a writer as one would write by hand: rows by the thousand in one statement and transaction, no Kafka in between.</summary>
    public async Task<double> WriterAsync(CancellationToken cancellation)
    {
        await using var table = await BenchTable.CreateAsync(endpoints, $"writer{_round}", cancellation).ConfigureAwait(false);
        var clock = Stopwatch.StartNew();
        await FillAsync(table, BenchReadings.OnDuplicate, cancellation).ConfigureAwait(false);
        return records / clock.Elapsed.TotalSeconds;
    }

    /// <summary>Rows a second of a JDBC sink with one task, from its first rows to its last; the records wait in the topic already.</summary>
    public async Task<double> SinkAsync(BenchConverter format, CancellationToken cancellation)
    {
        var topic = $"sink{_round++}";
        await using var table = await BenchTable.CreateAsync(endpoints, topic, cancellation).ConfigureAwait(false);
        (await Admin.CreateTopicsAsync([new NewTopic(topic, 1, 1)], cancellation: cancellation).ConfigureAwait(false)).ThrowIfAnyFailed();
        await BenchReadings.SendAsync(client, topic, format.Converter, records, cancellation).ConfigureAwait(false);
        using var connectors = new BenchConnectors(endpoints);
        await connectors.RunAsync(topic, connectors.Sink(topic, format.Settings), cancellation).ConfigureAwait(false);
        var rate = await RateAsync(table.CountAsync, cancellation).ConfigureAwait(false);
        await connectors.DeleteAsync(topic, cancellation).ConfigureAwait(false);
        (await Admin.DeleteTopicsAsync([topic], cancellation).ConfigureAwait(false)).ThrowIfAnyFailed();
        return rate;
    }

    /// <summary>Records a second of a JDBC source with one task, from its first records to its last; the rows are in the table already.</summary>
    public async Task<double> SourceAsync(BenchConverter format, CancellationToken cancellation)
    {
        var name = $"rows{_round++}";
        var topic = $"source-{name}";
        await using var table = await BenchTable.CreateAsync(endpoints, name, cancellation).ConfigureAwait(false);
        await FillAsync(table, "", cancellation).ConfigureAwait(false);
        (await Admin.CreateTopicsAsync([new NewTopic(topic, 1, 1)], cancellation: cancellation).ConfigureAwait(false)).ThrowIfAnyFailed();
        using var connectors = new BenchConnectors(endpoints);
        await connectors.RunAsync(name, connectors.Source(name, format.Settings), cancellation).ConfigureAwait(false);
        var rate = await RateAsync(c => EndAsync(new TopicPartition(topic, 0), c), cancellation).ConfigureAwait(false);
        await connectors.DeleteAsync(name, cancellation).ConfigureAwait(false);
        (await Admin.DeleteTopicsAsync([topic], cancellation).ConfigureAwait(false)).ThrowIfAnyFailed();
        return rate;
    }

    private async Task FillAsync(BenchTable table, string tail, CancellationToken cancellation)
    {
        for (var id = 0; id < records;)
        {
            var sql = new StringBuilder($"INSERT INTO `{table.Name}` VALUES");
            for (var end = Math.Min(id + RowsAStatement, records); id < end; id++)
            {
                BenchReadings.AppendSql(sql, id);
                sql.Append(id + 1 < end ? "," : tail);
            }
            await table.ExecuteAsync(sql.ToString(), cancellation).ConfigureAwait(false);
        }
    }

    private async Task<long> EndAsync(TopicPartition partition, CancellationToken cancellation) =>
        (await Admin.ListOffsetsAsync([partition], OffsetSpec.Latest, cancellation: cancellation).ConfigureAwait(false))[partition].Offset;

    private async Task<double> RateAsync(Func<CancellationToken, Task<long>> count, CancellationToken cancellation)
    {
        var first = await ArrivalAsync(count, 1, cancellation).ConfigureAwait(false);
        var clock = Stopwatch.StartNew();
        var last = await ArrivalAsync(count, records, cancellation).ConfigureAwait(false);
        return last >= records && first < records
            ? (records - first) / clock.Elapsed.TotalSeconds
            : throw new EnvironmentException($"{last} of {records} records arrived, {first} of them before the first look.", "Measure more records (--records), or look at the connector's status.");
    }

    // Looked at more often than Eventually does: its pauses would be a tenth of what is measured.
    private static async Task<long> ArrivalAsync(Func<CancellationToken, Task<long>> count, long wanted, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            var seen = await count(cancellation).ConfigureAwait(false);
            if (seen >= wanted || clock.Elapsed > Limit)
            {
                return seen;
            }
            await Task.Delay(Pause, TimeProvider.System, cancellation).ConfigureAwait(false);
        }
    }
}
