using Ms2Lab.Kafka.Client;
using Ms2Lab.Kafka.Client.Consuming;
using Ms2Lab.Kafka.Client.Logs;

namespace Ms2Lab.Connect.Runtime.Offsets;

/// <summary>
/// Positions in a compacted topic, of which this store reads every record from the beginning and keeps the last of each key (reference:
/// KafkaOffsetBackingStore). State: the table, behind one lock; the log's reading loop writes it.
/// </summary>
internal sealed class TopicOffsetStore : IOffsetStore, IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<byte[], byte[]> _table = new(ByteKeys.Instance);
    private readonly KafkaClient _client;
    private readonly TopicLog _log;

    /// <summary>A store that is empty before <see cref="StartAsync"/>.</summary>
    /// <param name="client">Connections of its own; released with the store.</param>
    /// <param name="topic">The topic, created if it is missing.</param>
    public TopicOffsetStore(KafkaClient client, TopicLogOptions topic)
    {
        _client = client;
        _log = new TopicLog(client, topic, Take);
    }

    /// <summary>Creates or checks the topic and reads it to its end.</summary>
    /// <exception cref="CleanupPolicyException">The topic exists and is not compacted.</exception>
    /// <exception cref="KafkaException">It cannot be created or read.</exception>
    public Task StartAsync(CancellationToken cancellation) => _log.StartAsync(cancellation);

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<byte[], byte[]>> GetAsync(IReadOnlyCollection<byte[]> keys, CancellationToken cancellation)
    {
        await _log.ReadToEndAsync(cancellation).ConfigureAwait(false);
        var found = new Dictionary<byte[], byte[]>(ByteKeys.Instance);
        lock (_lock)
        {
            foreach (var key in keys)
            {
                if (_table.TryGetValue(key, out var value))
                {
                    found[key] = value;
                }
            }
        }
        return found;
    }

    /// <inheritdoc/>
    public Task SetAsync(IReadOnlyCollection<KeyValuePair<byte[], byte[]?>> values, CancellationToken cancellation) =>
        Task.WhenAll(values.Select(v => _log.AppendAsync(v.Key, v.Value, cancellation: cancellation)));

    /// <inheritdoc/>
    public async Task<IReadOnlyList<byte[]>> KeysOfAsync(string connector, CancellationToken cancellation)
    {
        await _log.ReadToEndAsync(cancellation).ConfigureAwait(false);
        lock (_lock)
        {
            return [.. _table.Keys.Where(k => OffsetJson.TryReadKey(k, out var owner, out _) && owner == connector)];
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _log.DisposeAsync().ConfigureAwait(false);
        await _client.DisposeAsync().ConfigureAwait(false);
    }

    private void Take(ConsumerRecord record)
    {
        if (record.Key is not { } key)
        {
            return;
        }
        lock (_lock)
        {
            if (record.Value is { } value)
            {
                _table[key] = value;
            }
            else
            {
                _table.Remove(key);
            }
        }
    }
}
