using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Offsets;

/// <summary>Reads the positions of one connector for it and its tasks (reference: OffsetStorageReaderImpl). Safe for concurrent use.</summary>
internal sealed class OffsetReader(IOffsetStore store, string connector, WorkerLog log) : IOffsetStorageReader
{
    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, object?>?> OffsetAsync(
        IReadOnlyDictionary<string, object?> partition, CancellationToken cancellation = default) =>
        (await OffsetsAsync([partition], cancellation).ConfigureAwait(false))[0];

    /// <inheritdoc/>
    /// <exception cref="ConnectException">The positions cannot be read.</exception>
    public async Task<IReadOnlyList<IReadOnlyDictionary<string, object?>?>> OffsetsAsync(
        IReadOnlyList<IReadOnlyDictionary<string, object?>> partitions, CancellationToken cancellation = default)
    {
        var keys = partitions.Select(KeyOf).ToList();
        try
        {
            var values = await store.GetAsync([.. keys.OfType<byte[]>()], cancellation).ConfigureAwait(false);
            return [.. keys.Select(k => k is not null && values.TryGetValue(k, out var value) ? Read(value) : null)];
        }
        catch (Ms2Lab.Kafka.Client.KafkaException e)
        {
            throw new ConnectException("Failed to fetch offsets.", e);
        }
    }

    private byte[]? KeyOf(IReadOnlyDictionary<string, object?> partition)
    {
        try
        {
            OffsetJson.Check(partition);
            return OffsetJson.Key(connector, partition);
        }
        catch (DataException e)
        {
            log.Write(
                TaskLogLevel.Error,
                $"CRITICAL: Failed to serialize partition key when getting offsets for task with namespace {connector}. No value for this data will be returned, which may break the task or cause it to skip some data.\n{JavaTrace.Of(e)}");
            return null;
        }
    }

    private IReadOnlyDictionary<string, object?>? Read(byte[] value)
    {
        try
        {
            return OffsetJson.ReadValue(value);
        }
        catch (DataException e)
        {
            log.Write(
                TaskLogLevel.Error,
                $"CRITICAL: Failed to deserialize offset data when getting offsets for task with namespace {connector}. No value for this data will be returned, which may break the task or cause it to skip some data.\n{JavaTrace.Of(e)}");
            return null;
        }
    }
}
