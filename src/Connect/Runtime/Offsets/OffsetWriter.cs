using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Offsets;

/// <summary>
/// Collects the positions that may be stored and stores them (reference: OffsetStorageWriter). What could not be stored stays here and goes with the next
/// try, unless a newer position of its partition has come meanwhile. Collecting and storing may happen at the same time; storing twice at a time may not.
/// State: one lock around the collected positions.
/// </summary>
internal sealed class OffsetWriter(IOffsetStore store, string connector, WorkerLog log)
{
    private readonly Lock _lock = new();
    private Dictionary<byte[], byte[]?> _collected = new(ByteKeys.Instance);

    /// <summary>The first position that could not be written as JSON, so that it is not among those that are stored.</summary>
    public DataException? Failure { get; private set; }

    /// <summary>Takes the position of a part of the source; null deletes what is stored for it.</summary>
    public void Offset(IReadOnlyDictionary<string, object?>? partition, IReadOnlyDictionary<string, object?>? offset)
    {
        try
        {
            OffsetJson.Check(partition);
            OffsetJson.Check(offset);
            var key = OffsetJson.Key(connector, partition);
            var value = OffsetJson.Value(offset);
            lock (_lock)
            {
                _collected[key] = value;
            }
        }
        catch (DataException e)
        {
            Failure ??= e;
            log.Write(
                TaskLogLevel.Error,
                $"CRITICAL: Failed to serialize offset data, making it impossible to commit offsets under namespace {connector}. This likely won't recover unless the unserializable partition or offset information is overwritten.\n{JavaTrace.Of(e)}");
        }
    }

    /// <summary>Stores what was collected.</summary>
    /// <exception cref="Ms2Lab.Kafka.Client.KafkaException">It could not be stored.</exception>
    /// <exception cref="OperationCanceledException">It took too long; it may have been stored.</exception>
    public async Task FlushAsync(CancellationToken cancellation)
    {
        Dictionary<byte[], byte[]?> taken;
        lock (_lock)
        {
            taken = _collected;
            _collected = new(ByteKeys.Instance);
        }
        if (taken.Count == 0)
        {
            return;
        }
        try
        {
            await store.SetAsync(taken, cancellation).ConfigureAwait(false);
        }
        catch
        {
            lock (_lock)
            {
                foreach (var (key, value) in taken)
                {
                    _collected.TryAdd(key, value);
                }
            }
            throw;
        }
    }
}
