using System.Text.Json.Nodes;
using Ms2Lab.Kafka.Client;
using Ms2Lab.Kafka.Client.Admin;
using Ms2Lab.Kafka.Client.Consuming;
using Ms2Lab.Kafka.Client.Producing;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Player.Answers;

namespace Ms2Lab.Player.Servers;

/// <summary>The cluster of a stack.</summary>
internal sealed class KafkaServer : IAsyncDisposable
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);
    private readonly KafkaClient _client;

    private KafkaServer(KafkaClient client, string clusterId)
    {
        _client = client;
        ClusterId = clusterId;
        Admin = new KafkaAdmin(client);
        Producer = new KafkaProducer(client, new ProducerOptions { Linger = TimeSpan.Zero, MaxRequestSize = 16 << 20 });
    }

    public string ClusterId { get; }

    public KafkaAdmin Admin { get; }

    public KafkaProducer Producer { get; }

    public static async Task<KafkaServer> ConnectAsync(string bootstrap, CancellationToken cancellation)
    {
        var client = new KafkaClient(new KafkaClientOptions { BootstrapServers = bootstrap.Split(','), ClientId = "player" });
        return new(client, (await client.RefreshMetadataAsync([], allowAutoCreate: false, cancellation)).ClusterId ?? "");
    }

    /// <summary>The partitions of a topic; none where it does not exist.</summary>
    public async Task<IReadOnlyList<TopicPartition>> PartitionsAsync(string topic, CancellationToken cancellation) =>
        (await Admin.DescribeTopicsAsync([topic], cancellation)).GetValueOrDefault(topic)?.Partitions.Select(p => new TopicPartition(topic, p.Partition)).ToList() ?? [];

    /// <summary>Reads partitions from their beginning until there are so many records or the time is up.</summary>
    public async Task<IReadOnlyList<ConsumerRecord>> ReadAsync(
        IReadOnlyList<TopicPartition> partitions, int count, IsolationLevel isolation, TimeSpan within, CancellationToken cancellation)
    {
        await using var consumer = new KafkaConsumer(_client, new ConsumerOptions { AutoOffsetReset = AutoOffsetReset.Earliest, IsolationLevel = isolation });
        consumer.Assign(partitions);
        var records = new List<ConsumerRecord>();
        var started = TimeProvider.System.GetTimestamp();
        while (records.Count < count && TimeProvider.System.GetElapsedTime(started) < within)
        {
            records.AddRange(await consumer.PollAsync(Poll, cancellation));
        }
        return [.. records.Take(count)];
    }

    /// <summary>A group, or null where there is none.</summary>
    public async Task<GroupDescription?> GroupAsync(string group, CancellationToken cancellation)
    {
        try
        {
            return await Admin.DescribeGroupAsync(group, cancellation);
        }
        catch (KafkaException e) when (e.Code == ErrorCode.GroupIdNotFound)
        {
            return null;
        }
    }

    /// <summary>Deletes all topics but those of Kafka, of the registry and of the shared worker.</summary>
    public async Task WipeAsync(CancellationToken cancellation)
    {
        var topics = (await Admin.ListTopicsAsync(cancellation: cancellation)).Select(t => t.Name)
            .Where(t => !(t.StartsWith("connect-", StringComparison.Ordinal) || t.StartsWith("__", StringComparison.Ordinal) || t.StartsWith("_schemas", StringComparison.Ordinal))).ToList();
        if (topics.Count > 0)
        {
            (await Admin.DeleteTopicsAsync(topics, cancellation)).ThrowIfAnyFailed();
        }
    }

    /// <summary>A record as the recordings show it.</summary>
    public static JsonObject Shown(ConsumerRecord record, bool withTimestamp)
    {
        var shown = new JsonObject { ["partition"] = record.Partition, ["offset"] = record.Offset, ["key"] = PlainValue.OfBytes(record.Key), ["value"] = PlainValue.OfBytes(record.Value) };
        if (record.Headers.Count > 0)
        {
            shown["headers"] = new JsonArray([.. record.Headers.Select(h => new JsonArray(h.Key, PlainValue.OfBytes(h.Value?.ToArray())))]);
        }
        if (withTimestamp)
        {
            shown["timestamp"] = record.Timestamp;
        }
        return shown;
    }

    public async ValueTask DisposeAsync()
    {
        await Producer.DisposeAsync();
        await _client.DisposeAsync();
    }
}
