using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Runtime.Offsets;
using Ms2Lab.Connect.Runtime.Rest;
using Ms2Lab.Connect.Runtime.Workers;
using Ms2Lab.Kafka.Client;
using Ms2Lab.Kafka.Client.Producing;

namespace Ms2Lab.Connect.Runtime.Herders;

/// <summary>Reads and changes the stored positions of a source connector (KIP-875).</summary>
internal sealed class SourceOffsetsAdmin(WorkerOffsets offsets, WorkerSettings worker, TimeProvider time, WorkerLog log)
{
    /// <summary>All positions of a connector.</summary>
    /// <exception cref="ConnectException">They cannot be read.</exception>
    public async Task<ConnectorOffsets> ReadAsync(string connector, IReadOnlyDictionary<string, string> config, CancellationToken cancellation)
    {
        try
        {
            await using var store = offsets.Of(config);
            await store.StartAsync(cancellation).ConfigureAwait(false);
            var keys = await store.KeysOfAsync(connector, cancellation).ConfigureAwait(false);
            var values = await store.GetAsync(keys, cancellation).ConfigureAwait(false);
            // Connect looks them up in one hash table by their bytes and lists another one by their partitions.
            var found = JavaHashOrder.OfHashes([.. keys.Where(values.ContainsKey)], HashOf).Select(k => new ConnectorOffset(PartitionOf(k), OffsetJson.ReadValue(values[k]))).ToList();
            return new ConnectorOffsets(JavaHashOrder.OfHashes(found, o => HashOf(o.Partition), found.Count));
        }
        catch (KafkaException e)
        {
            throw new ConnectException($"Failed to retrieve offsets for source connector {connector}", e);
        }
    }

    /// <summary>Sets positions, removes those that are null, or all for null; the connector is asked first. The answer is the message for the user.</summary>
    /// <exception cref="ConnectException">The connector refuses, or the positions cannot be stored.</exception>
    /// <param name="connector">The connector's name.</param>
    /// <param name="plugin">A fresh object of its class.</param>
    /// <param name="config">Its configuration.</param>
    /// <param name="wanted">The positions, null for a reset.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<string> AlterAsync(
        string connector, SourceConnector plugin, IReadOnlyDictionary<string, string> config, ConnectorOffsets? wanted, CancellationToken cancellation)
    {
        if (!worker.IsExactlyOnce)
        {
            return await AlterAsync(connector, plugin, config, wanted, null, cancellation).ConfigureAwait(false);
        }
        // Task 0's transactional id: if the task was still at work somewhere, it is fenced.
        var task = new ConnectorTaskId(connector, 0);
        var properties = ConnectorClients.ExactlyOnceProducer(worker.Properties, config, task, worker.TransactionalId(task), log);
        await using var client = new KafkaClient(KafkaClientOptions.FromProperties(properties) with { Time = time });
        var options = ConnectorClients.Options(properties, ProducerOptions.FromProperties);
        var producer = new KafkaProducer(client, options);
        try
        {
            var transaction = new OffsetTransaction(producer, offsets.TopicOf(config), options.TransactionTimeout, time);
            return await AlterAsync(connector, plugin, config, wanted, transaction, cancellation).ConfigureAwait(false);
        }
        finally
        {
            await producer.CloseAsync(TimeSpan.Zero).ConfigureAwait(false);
        }
    }

    private async Task<string> AlterAsync(
        string connector, SourceConnector plugin, IReadOnlyDictionary<string, string> config, ConnectorOffsets? wanted, OffsetTransaction? transaction,
        CancellationToken cancellation)
    {
        try
        {
            await using var store = offsets.Of(config, transaction);
            await store.StartAsync(cancellation).ConfigureAwait(false);
            var stored = await store.KeysOfAsync(connector, cancellation).ConfigureAwait(false);
            var changes = wanted is null
                ? stored.Select(k => Change(PartitionOf(k), null))
                : wanted.Offsets.Select(o => Change(OffsetJson.Normalize(o.Partition), OffsetJson.Normalize(o.Offset)));
            // As in Connect a partition counts once; the last position given for it holds.
            var bySerialKey = new Dictionary<byte[], KeyValuePair<IReadOnlyDictionary<string, object?>, IReadOnlyDictionary<string, object?>?>>(ByteKeys.Instance);
            foreach (var change in changes)
            {
                bySerialKey[OffsetJson.Key(connector, change.Key)] = change;
            }
            var checkedByConnector = Ask(connector, plugin, config, [.. bySerialKey.Values]);
            if (bySerialKey.Count > 0)
            {
                await (transaction?.InitAsync(cancellation) ?? Task.CompletedTask).ConfigureAwait(false);
                await store.SetAsync([.. bySerialKey.Select(c => KeyValuePair.Create(c.Key, OffsetJson.Value(c.Value.Value)))], cancellation).ConfigureAwait(false);
            }
            return OffsetsMessage.Of(checkedByConnector, isReset: wanted is null);
        }
        catch (KafkaException e)
        {
            throw new ConnectException($"Failed to modify offsets for source connector {connector}", e);
        }
    }

    private static bool Ask(
        string connector, SourceConnector plugin, IReadOnlyDictionary<string, string> config,
        IReadOnlyList<KeyValuePair<IReadOnlyDictionary<string, object?>, IReadOnlyDictionary<string, object?>?>> changes)
    {
        try
        {
            return plugin.AlterOffsets(config, changes);
        }
        catch (NotSupportedException e)
        {
            throw new ConnectException($"Failed to modify offsets for connector {connector} because it doesn't support external modification of offsets", e);
        }
        catch (Exception e) when (e is not ConnectException)
        {
            throw new ConnectException($"Failed to modify offsets for source connector {connector}", e);
        }
    }

    private static KeyValuePair<IReadOnlyDictionary<string, object?>, IReadOnlyDictionary<string, object?>?> Change(
        IReadOnlyDictionary<string, object?>? partition, IReadOnlyDictionary<string, object?>? offset) => new(partition!, offset);

    // java.nio.ByteBuffer counts from its end.
    private static int HashOf(byte[] key) => key.Reverse().Aggregate(1, (h, b) => unchecked((31 * h) + (sbyte)b));

    private static int HashOf(IReadOnlyDictionary<string, object?>? partition) =>
        partition?.Aggregate(0, (h, p) => unchecked(h + (JavaHash.Of(p.Key) ^ JavaHash.Of(p.Value)))) ?? 0;

    private static IReadOnlyDictionary<string, object?>? PartitionOf(byte[] key) => OffsetJson.TryReadKey(key, out _, out var partition) ? partition : null;
}
