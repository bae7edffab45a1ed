using System.Globalization;
using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Runtime.Rest;
using Ms2Lab.Connect.Runtime.Workers;
using Ms2Lab.Kafka.Client;
using Ms2Lab.Kafka.Client.Admin;
using OffsetAndMetadata = Ms2Lab.Kafka.Client.OffsetAndMetadata;
using TopicPartition = Ms2Lab.Kafka.Client.TopicPartition;

namespace Ms2Lab.Connect.Runtime.Herders;

/// <summary>Reads and changes the consumer group of a sink connector, which is where its offsets live (KIP-875).</summary>
internal sealed class SinkOffsetsAdmin(WorkerSettings worker, TimeProvider time)
{
    private const string Topic = "kafka_topic";
    private const string Partition = "kafka_partition";
    private const string Offset = "kafka_offset";

    public async Task<ConnectorOffsets> ReadAsync(string connector, IReadOnlyDictionary<string, string> config, CancellationToken cancellation)
    {
        await using var admin = Admin(config);
        var committed = await admin.ListConsumerGroupOffsetsAsync(Group(connector, config), cancellation: cancellation).ConfigureAwait(false);
        return new ConnectorOffsets([.. committed.OrderBy(c => c.Key.Topic, StringComparer.Ordinal).ThenBy(c => c.Key.Partition).Select(c => new ConnectorOffset(
            new Dictionary<string, object?> { [Partition] = c.Key.Partition, [Topic] = c.Key.Topic },
            new Dictionary<string, object?> { [Offset] = c.Value.Offset }))]);
    }

    /// <summary>Sets offsets, removes those that are null, or resets all for null; the answer is the message for the user.</summary>
    public async Task<string> AlterAsync(
        string connector, IReadOnlyDictionary<string, string> config, ConnectorOffsets? offsets, CancellationToken cancellation)
    {
        await using var admin = Admin(config);
        var group = Group(connector, config);
        try
        {
            if (offsets is null)
            {
                await admin.DeleteGroupsAsync([group], cancellation).ConfigureAwait(false);
                return $"The Connect framework-managed offsets for this connector have been reset successfully. However, if this connector manages offsets externally, they will need to be manually reset in the system that the connector uses.";
            }
            var wanted = offsets.Offsets.ToDictionary(Key, Value);
            var set = wanted.Where(w => w.Value is not null).ToDictionary(w => w.Key, w => new OffsetAndMetadata(w.Value!.Value));
            if (set.Count > 0)
            {
                await admin.AlterConsumerGroupOffsetsAsync(group, set, cancellation).ConfigureAwait(false);
            }
            var removed = wanted.Where(w => w.Value is null).Select(w => w.Key).ToList();
            if (removed.Count > 0)
            {
                await admin.DeleteConsumerGroupOffsetsAsync(group, removed, cancellation).ConfigureAwait(false);
            }
            return "The Connect framework-managed offsets for this connector have been altered successfully. However, if this connector manages offsets externally, they will need to be manually altered in the system that the connector uses.";
        }
        catch (KafkaException e)
        {
            throw new ConnectException($"Failed to alter consumer group offsets for connector {connector}", e);
        }
    }

    private static TopicPartition Key(ConnectorOffset offset)
    {
        var partition = offset.Partition ?? throw new ConnectException("The partition for a sink connector offset cannot be null or missing");
        var topic = partition.GetValueOrDefault(Topic) as string
            ?? throw new ConnectException($"The partition for a sink connector offset must contain the key '{Topic}'");
        var number = partition.GetValueOrDefault(Partition)
            ?? throw new ConnectException($"The partition for a sink connector offset must contain the key '{Partition}'");
        return new TopicPartition(topic, Convert.ToInt32(number, CultureInfo.InvariantCulture));
    }

    private static long? Value(ConnectorOffset offset)
    {
        if (offset.Offset is not { } position)
        {
            return null;
        }
        var value = position.GetValueOrDefault(Offset)
            ?? throw new ConnectException($"The offset for a sink connector should either be null or contain the key '{Offset}'");
        return Convert.ToInt64(value, CultureInfo.InvariantCulture);
    }

    private static string Group(string connector, IReadOnlyDictionary<string, string> config) =>
        config.GetValueOrDefault("consumer.override.group.id") ?? $"connect-{connector}";

    private KafkaAdmin Admin(IReadOnlyDictionary<string, string> config) =>
        new(KafkaClientOptions.FromProperties(ConnectorClients.Admin(worker.Properties, config)) with { Time = time });
}
