using Ms2Lab.Kafka.Protocol;

namespace Ms2Lab.Kafka.Client.Producing;

/// <summary>
/// Sends records in batches. Shares the client, which stays its owner's. Safe for use from several threads; records of one caller for one
/// partition are written in the order of its calls.
/// </summary>
public sealed partial class KafkaProducer : IAsyncDisposable
{
    private readonly KafkaClient _client;
    private readonly ProducerOptions _options;
    private readonly Accumulator _accumulator;
    private readonly TransactionManager? _transactions;
    private readonly Sender _sender;
    private volatile bool _isClosed;

    /// <summary>On a client that lives longer.</summary>
    public KafkaProducer(KafkaClient client, ProducerOptions options)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(options);
        _client = client;
        _options = options;
        _accumulator = new Accumulator(options, client.Options.Time);
        var identity = options.Idempotent || options.TransactionalId is not null ? new ProducerIdentity(client, options) : null;
        _transactions = options.TransactionalId is null ? null : new TransactionManager(client, options, identity!, _accumulator);
        _sender = new Sender(client, options, _accumulator, identity, _transactions);
    }

    /// <summary>
    /// Takes a record: the outer task ends when it is in a batch (at once, or after waiting for metadata or memory up to max.block.ms), the inner one
    /// when the broker has it. What Kafka refuses comes by the inner task.
    /// </summary>
    /// <exception cref="InvalidOperationException">The producer is closed, or transactional and no transaction is open.</exception>
    public ValueTask<Task<RecordMetadata>> SendAsync(ProducerRecord record, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        ThrowIfClosed();
        _transactions?.EnsureOpen("send");
        var size = RecordSize.UpperBound(record);
        if (TooLarge(size) is { } text)
        {
            return new(Task.FromException<RecordMetadata>(new KafkaException(ErrorCode.MessageTooLarge, text)));
        }

        var topic = _client.TopicAsync(record.Topic, allowAutoCreate: true, cancellation);
        if (!topic.IsCompletedSuccessfully)
        {
            return new(SendSlowlyAsync(record, size, topic.AsTask(), null, cancellation));
        }

        var metadata = topic.Result;
        if (record.Partition >= metadata.Partitions.Count)
        {
            return new(SendSlowlyAsync(record, size, null, null, cancellation));
        }

        var partition = new TopicPartition(record.Topic, _accumulator.PartitionOf(record, metadata.Partitions.Count, size));
        return _transactions?.Has(partition) != false && _accumulator.Memory.TryReserve(size)
            ? new(_accumulator.Append(partition, record, size))
            : new(SendSlowlyAsync(record, size, null, partition, cancellation));
    }

    /// <summary>Sends a record and waits until the broker has it.</summary>
    /// <exception cref="KafkaException">It was not written.</exception>
    public async Task<RecordMetadata> ProduceAsync(ProducerRecord record, CancellationToken cancellation = default) =>
        await (await SendAsync(record, cancellation).ConfigureAwait(false)).WaitAsync(cancellation).ConfigureAwait(false);

    /// <summary>Sends what is waiting without lingering, and waits until each record taken so far is sent or has failed.</summary>
    public Task FlushAsync(CancellationToken cancellation = default) => _accumulator.FlushAsync(cancellation);

    /// <summary>Flushes for at most <paramref name="timeout"/>, then fails what is left.</summary>
    public async Task CloseAsync(TimeSpan timeout)
    {
        if (_isClosed)
        {
            return;
        }

        _isClosed = true;
        using var limit = new CancellationTokenSource(timeout, _client.Options.Time);
        try
        {
            await _accumulator.FlushAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // What is left fails below.
        }

        await _sender.DisposeAsync().ConfigureAwait(false);
        _accumulator.FailWaiting(new KafkaException(ErrorCode.UnknownServerError, "Producer is closed forcefully."));
    }

    /// <summary>Closes after a flush of at most delivery.timeout.ms.</summary>
    public async ValueTask DisposeAsync() => await CloseAsync(_options.DeliveryTimeout).ConfigureAwait(false);

    private void ThrowIfClosed()
    {
        if (_isClosed)
        {
            throw new InvalidOperationException("Cannot perform operation after producer has been closed");
        }
    }

    private string? TooLarge(int size) =>
        size > _options.MaxRequestSize
            ? $"The message is {size} bytes when serialized which is larger than {_options.MaxRequestSize}, which is the value of the max.request.size configuration."
            : size > _options.BufferMemory
                ? $"The message is {size} bytes when serialized which is larger than the total memory buffer you have configured with the buffer.memory configuration."
                : null;
}
