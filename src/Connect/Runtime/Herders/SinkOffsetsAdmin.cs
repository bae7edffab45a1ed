using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Runtime.Rest;
using Ms2Lab.Connect.Runtime.Tasks.Sinks;
using Ms2Lab.Connect.Runtime.Workers;
using Ms2Lab.Kafka.Client;
using Ms2Lab.Kafka.Client.Admin;
using Ms2Lab.Kafka.Protocol;
using OffsetAndMetadata = Ms2Lab.Kafka.Client.OffsetAndMetadata;
using TopicPartition = Ms2Lab.Kafka.Client.TopicPartition;

namespace Ms2Lab.Connect.Runtime.Herders;

/// <summary>Reads and changes the consumer group of a sink connector, which is where its offsets live (KIP-875).</summary>
internal sealed class SinkOffsetsAdmin(WorkerSettings worker, TimeProvider time)
{
    public async Task<ConnectorOffsets> ReadAsync(string connector, IReadOnlyDictionary<string, string> config, CancellationToken cancellation)
    {
        await using var admin = Admin(config);
        var committed = await admin.ListConsumerGroupOffsetsAsync(Group(connector, config), cancellation: cancellation).ConfigureAwait(false);
        return new ConnectorOffsets([.. JavaHashOrder.OfHashes(committed, c => HashOf(c.Key)).Select(c => new ConnectorOffset(
            new Dictionary<string, object?> { [SinkOffsetsRequest.Partition] = c.Key.Partition, [SinkOffsetsRequest.Topic] = c.Key.Topic },
            new Dictionary<string, object?> { [SinkOffsetsRequest.Offset] = c.Value.Offset }))]);
    }

    /// <summary>Sets offsets, removes those that are null, or resets all for null; the connector is asked first. The answer is the message for the user.</summary>
    /// <param name="connector">The connector's name.</param>
    /// <param name="plugin">A fresh object of its class.</param>
    /// <param name="config">Its configuration.</param>
    /// <param name="offsets">The offsets, null for a reset.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="RestException">400: an offset cannot be read.</exception>
    /// <exception cref="ConnectException">The connector or the group's coordinator refuses.</exception>
    public async Task<string> AlterAsync(
        string connector, SinkConnector plugin, IReadOnlyDictionary<string, string> config, ConnectorOffsets? offsets, CancellationToken cancellation)
    {
        await using var admin = Admin(config);
        var group = Group(connector, config);
        var wanted = offsets is null
            ? (await ListAsync(admin, connector, group, cancellation).ConfigureAwait(false)).ToDictionary(p => p.ToApi(), _ => (long?)null)
            : SinkOffsetsRequest.Parse(offsets);
        var handled = Ask(connector, plugin, config, wanted);
        await (offsets is null ? ResetAsync(admin, connector, group, cancellation) : SetAsync(admin, connector, group, wanted, cancellation)).ConfigureAwait(false);
        return OffsetsMessage.Of(handled, isReset: offsets is null);
    }

    // As org.apache.kafka.common.TopicPartition has it.
    private static int HashOf(TopicPartition partition) => unchecked((31 * (31 + partition.Partition)) + JavaHash.Of(partition.Topic));

    private static async Task<IEnumerable<TopicPartition>> ListAsync(KafkaAdmin admin, string connector, string group, CancellationToken cancellation)
    {
        try
        {
            return (await admin.ListConsumerGroupOffsetsAsync(group, cancellation: cancellation).ConfigureAwait(false)).Keys;
        }
        catch (KafkaException e)
        {
            throw new ConnectException($"Failed to list offsets prior to resetting offsets for sink connector {connector}", e);
        }
    }

    private static bool Ask(
        string connector, SinkConnector plugin, IReadOnlyDictionary<string, string> config, Dictionary<Api.TopicPartition, long?> wanted)
    {
        try
        {
            return plugin.AlterOffsets(config, wanted);
        }
        catch (NotSupportedException e)
        {
            throw new ConnectException($"Failed to modify offsets for connector {connector} because it doesn't support external modification of offsets", e);
        }
        catch (Exception e) when (e is not ConnectException)
        {
            throw new ConnectException($"Failed to modify offsets for sink connector {connector}", e);
        }
    }

    private static async Task ResetAsync(KafkaAdmin admin, string connector, string group, CancellationToken cancellation)
    {
        var refusal = (await admin.DeleteGroupsAsync([group], cancellation).ConfigureAwait(false))[group];
        if (refusal is null or { Code: ErrorCode.GroupIdNotFound })
        {
            // A group that is gone is as good as one that has been reset.
            return;
        }
        throw new ConnectException(
            refusal.Code == ErrorCode.NonEmptyGroup ? StillRunning("reset", connector) : $"Failed to reset consumer group offsets for sink connector {connector}", refusal);
    }

    private static async Task SetAsync(
        KafkaAdmin admin, string connector, string group, Dictionary<Api.TopicPartition, long?> wanted, CancellationToken cancellation)
    {
        if (wanted.Values.Any(o => o < 0))
        {
            throw new ConnectException(
                $"Failed to modify offsets for sink connector {connector}", new JavaException("java.lang.IllegalArgumentException", "Invalid negative offset"));
        }
        try
        {
            var set = wanted.Where(w => w.Value is not null).ToDictionary(w => w.Key.ToClient(), w => new OffsetAndMetadata(w.Value!.Value));
            if (set.Count > 0)
            {
                await admin.AlterConsumerGroupOffsetsAsync(group, set, cancellation).ConfigureAwait(false);
            }
            var removed = wanted.Where(w => w.Value is null).Select(w => w.Key.ToClient()).ToList();
            if (removed.Count > 0)
            {
                await admin.DeleteConsumerGroupOffsetsAsync(group, removed, cancellation).ConfigureAwait(false);
            }
        }
        catch (KafkaException e)
        {
            throw new ConnectException(
                e.Code is ErrorCode.UnknownMemberId or ErrorCode.GroupSubscribedToTopic
                    ? StillRunning("alter", connector)
                    : $"Failed to alter consumer group offsets for connector {connector}",
                e);
        }
    }

    private static string StillRunning(string what, string connector) =>
        $"Failed to {what} consumer group offsets for connector {connector} either because its tasks haven't stopped completely yet or the connector was resumed before "
        + $"the request to {what} its offsets could be successfully completed. If the connector is in a stopped state, this operation can be safely retried. If it "
        + "doesn't eventually succeed, the Connect cluster may need to be restarted to get rid of the zombie sink tasks.";

    private static string Group(string connector, IReadOnlyDictionary<string, string> config) =>
        config.GetValueOrDefault("consumer.override.group.id") ?? $"connect-{connector}";

    private KafkaAdmin Admin(IReadOnlyDictionary<string, string> config) =>
        new(KafkaClientOptions.FromProperties(ConnectorClients.Admin(worker.Properties, config)) with { Time = time });
}
