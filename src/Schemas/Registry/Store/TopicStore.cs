using Ms2Lab.Kafka.Client;
using Ms2Lab.Kafka.Client.Consuming;
using Ms2Lab.Kafka.Client.Logs;

namespace Ms2Lab.Schemas.Registry.Store;

/// <summary>Keeps a registry's state in a compacted topic of one partition, as the real registry does and in its layout: either can go on where the other ended.</summary>
public sealed class TopicStore : IRegistryStore
{
    /// <summary>The topic's name unless another is given.</summary>
    public const string DefaultTopic = "_schemas";

    private readonly KafkaClient client;
    private readonly TimeSpan limit;
    private readonly TopicLog log;
    private Action<StoreRecord> apply = _ => { };

    /// <summary>A store that connects when it is started.</summary>
    /// <param name="options">How the cluster is reached.</param>
    /// <param name="topic">The topic; created if it is not there.</param>
    /// <param name="limit">How long a change may take until it is written and read back; 10 s unless given.</param>
    public TopicStore(KafkaClientOptions options, string topic = DefaultTopic, TimeSpan? limit = null)
    {
        this.limit = limit ?? TimeSpan.FromSeconds(10);
        client = new KafkaClient(options);
        log = new TopicLog(client, new TopicLogOptions { Topic = topic }, Take);
    }

    /// <inheritdoc/>
    /// <exception cref="KafkaException">The topic cannot be created or read, or is not compacted.</exception>
    public Task StartAsync(Action<StoreRecord> apply, CancellationToken cancellation = default)
    {
        this.apply = apply;
        return log.StartAsync(cancellation);
    }

    /// <inheritdoc/>
    /// <exception cref="KafkaException">The records were not written, or could not be read back.</exception>
    /// <exception cref="TimeoutException">They were not in time; they may still be.</exception>
    public Task AppendAsync(IReadOnlyList<StoreRecord> records, CancellationToken cancellation = default) =>
        WriteAsync(records, cancellation).WaitAsync(limit, client.Options.Time, cancellation);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await log.DisposeAsync().ConfigureAwait(false);
        await client.DisposeAsync().ConfigureAwait(false);
    }

    private async Task WriteAsync(IReadOnlyList<StoreRecord> records, CancellationToken cancellation)
    {
        foreach (var record in records)
        {
            await log.AppendAsync(record.Key.ToArray(), record.Value?.ToArray(), partition: 0, cancellation).ConfigureAwait(false);
        }

        await log.ReadToEndAsync(cancellation).ConfigureAwait(false);
    }

    private void Take(ConsumerRecord record)
    {
        if (record.Key is not null)
        {
            apply(new StoreRecord(record.Key, record.Value is { } value ? value : (ReadOnlyMemory<byte>?)null, record.Timestamp));
        }
    }
}
