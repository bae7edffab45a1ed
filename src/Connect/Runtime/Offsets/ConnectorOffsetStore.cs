using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Offsets;

/// <summary>
/// The positions as one connector sees them (reference: ConnectorOffsetBackingStore). With an <c>offsets.storage.topic</c> of its own (KIP-618) that topic
/// comes first; the worker's is read where the own one is silent, and written to as well, so that the setting may be taken away again. Exactly-once
/// positions are written by a transaction; the copy for the worker's topic follows it, so that it never says more than what was committed.
/// </summary>
/// <param name="worker">The worker's store; it lives longer.</param>
/// <param name="own">The connector's own store, or null; it ends with this one.</param>
/// <param name="transaction">Writes the positions of the topic that comes first; null where the stores do.</param>
/// <param name="log">The worker's log.</param>
internal sealed class ConnectorOffsetStore(IOffsetStore worker, TopicOffsetStore? own, OffsetTransaction? transaction, WorkerLog log) : IOffsetStore, IAsyncDisposable
{
    /// <summary>Opens the connector's own topic, if it has one.</summary>
    /// <exception cref="Ms2Lab.Kafka.Client.KafkaException">It cannot be created or read.</exception>
    public Task StartAsync(CancellationToken cancellation) => own?.StartAsync(cancellation) ?? Task.CompletedTask;

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<byte[], byte[]>> GetAsync(IReadOnlyCollection<byte[]> keys, CancellationToken cancellation)
    {
        var values = await worker.GetAsync(keys, cancellation).ConfigureAwait(false);
        if (own is null)
        {
            return values;
        }
        var both = new Dictionary<byte[], byte[]>(values, ByteKeys.Instance);
        foreach (var (key, value) in await own.GetAsync(keys, cancellation).ConfigureAwait(false))
        {
            both[key] = value;
        }
        return both;
    }

    /// <inheritdoc/>
    public async Task SetAsync(IReadOnlyCollection<KeyValuePair<byte[], byte[]?>> values, CancellationToken cancellation)
    {
        if (own is null)
        {
            await (transaction?.CommitAsync(values, cancellation) ?? worker.SetAsync(values, cancellation)).ConfigureAwait(false);
            return;
        }
        // A deletion has to reach the worker's topic first, or its old position would show again (KAFKA-15018).
        await worker.SetAsync([.. values.Where(v => v.Value is null)], cancellation).ConfigureAwait(false);
        await (transaction?.CommitAsync(values, cancellation) ?? own.SetAsync(values, cancellation)).ConfigureAwait(false);
        await CopyAsync([.. values.Where(v => v.Value is not null)], cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<byte[]>> KeysOfAsync(string connector, CancellationToken cancellation)
    {
        var keys = new HashSet<byte[]>(await worker.KeysOfAsync(connector, cancellation).ConfigureAwait(false), ByteKeys.Instance);
        if (own is not null)
        {
            keys.UnionWith(await own.KeysOfAsync(connector, cancellation).ConfigureAwait(false));
        }
        return [.. keys];
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => own?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task CopyAsync(IReadOnlyCollection<KeyValuePair<byte[], byte[]?>> values, CancellationToken cancellation)
    {
        try
        {
            await worker.SetAsync(values, cancellation).ConfigureAwait(false);
        }
        catch (Ms2Lab.Kafka.Client.KafkaException e)
        {
            log.Write(TaskLogLevel.Warn, $"Failed to write offsets to secondary backing store\n{JavaTrace.Of(e)}");
        }
    }
}
