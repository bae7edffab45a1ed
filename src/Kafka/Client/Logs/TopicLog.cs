using System.Collections.Concurrent;
using Ms2Lab.Kafka.Client.Admin;
using Ms2Lab.Kafka.Client.Consuming;
using Ms2Lab.Kafka.Client.Producing;

namespace Ms2Lab.Kafka.Client.Logs;

/// <summary>
/// A compacted topic as a log that somebody keeps a table of: every record from the beginning is handed over in the order of its partition, one's own
/// included, and goes on being handed over as it comes (what KafkaBasedLog is to Connect). Shares the client, which stays its owner's. One reading
/// loop owns the consumer and makes all calls of the callback; appending and asking for the end are safe from several threads.
/// </summary>
public sealed class TopicLog : IAsyncDisposable
{
    // New records end a fetch early; a longer wait only spares idle requests.
    private static readonly TimeSpan FetchWait = TimeSpan.FromSeconds(5);

    private readonly ConcurrentQueue<TaskCompletionSource> _waiting = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly KafkaClient _client;
    private readonly KafkaAdmin _admin;
    private readonly TopicLogOptions _options;
    private readonly Action<ConsumerRecord> _onRecord;
    private readonly KafkaConsumer _consumer;
    private readonly KafkaProducer _producer;
    private Task _reading = Task.CompletedTask;
    private volatile Exception? _failure;

    /// <summary>A log that reads nothing before <see cref="StartAsync"/>.</summary>
    /// <param name="client">Connections to the cluster; its clock is the log's.</param>
    /// <param name="options">The topic.</param>
    /// <param name="onRecord">Takes each record; what it throws ends the reading for good.</param>
    public TopicLog(KafkaClient client, TopicLogOptions options, Action<ConsumerRecord> onRecord)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(onRecord);
        _client = client;
        _admin = new KafkaAdmin(client);
        _options = options;
        _onRecord = onRecord;
        _consumer = new KafkaConsumer(client, new ConsumerOptions
        {
            AutoOffsetReset = AutoOffsetReset.Earliest,
            IsolationLevel = options.IsolationLevel,
            FetchMaxWait = FetchWait,
            AllowAutoCreateTopics = false,
        });
        _producer = new KafkaProducer(client, new ProducerOptions { Acks = Acks.All, Idempotent = false, Linger = TimeSpan.Zero });
    }

    /// <summary>Number of the topic's partitions; 0 before <see cref="StartAsync"/>.</summary>
    public int Partitions { get; private set; }

    /// <summary>Creates or checks the topic, and returns when all that is in it has been handed over.</summary>
    /// <exception cref="CleanupPolicyException">The topic exists and is not compacted.</exception>
    /// <exception cref="KafkaException">It cannot be created or read.</exception>
    public async Task StartAsync(CancellationToken cancellation = default)
    {
        Partitions = await CompactedTopic.EnsureAsync(_client, _options, cancellation).ConfigureAwait(false);
        _consumer.Assign(All());
        _consumer.SeekToBeginning();
        _reading = Task.Run(ReadAsync, CancellationToken.None);
        await ReadToEndAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>
    /// Returns when every record that was in the topic at the time of the call has been handed over. A log of committed records waits for transactions that
    /// were open then to end.
    /// </summary>
    /// <exception cref="KafkaException">The end cannot be found out or reached; the log itself keeps trying.</exception>
    public async Task ReadToEndAsync(CancellationToken cancellation = default)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Enqueue(reached);
        _consumer.Wakeup();
        if (_reading.IsCompleted)
        {
            Answer(_failure ?? new ObjectDisposedException(nameof(TopicLog)));
        }

        await reached.Task.WaitAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Appends a record and returns when all replicas in sync have it; the log itself may not have read it by then.</summary>
    /// <param name="key">The key; null only in logs that are no tables.</param>
    /// <param name="value">The value; null deletes.</param>
    /// <param name="partition">The partition; null lets the key choose it.</param>
    /// <param name="cancellation">Ends the wait; the record may still be written.</param>
    /// <exception cref="KafkaException">It was not written.</exception>
    public Task<RecordMetadata> AppendAsync(byte[]? key, byte[]? value, int? partition = null, CancellationToken cancellation = default) =>
        _producer.ProduceAsync(new ProducerRecord(_options.Topic, partition, key, value), cancellation);

    /// <summary>Stops reading and gives up what has not been written.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested)
        {
            return;
        }

        await _stop.CancelAsync().ConfigureAwait(false);
        await _reading.ConfigureAwait(false);
        await _consumer.AbandonAsync().ConfigureAwait(false);
        await _consumer.DisposeAsync().ConfigureAwait(false);
        await _producer.CloseAsync(TimeSpan.Zero).ConfigureAwait(false);
        await _producer.DisposeAsync().ConfigureAwait(false);
        await _admin.DisposeAsync().ConfigureAwait(false);
        _stop.Dispose();
    }

    private IEnumerable<TopicPartition> All() => Enumerable.Range(0, Partitions).Select(p => new TopicPartition(_options.Topic, p));

    private async Task ReadAsync()
    {
        try
        {
            while (true)
            {
                await ReadOnAsync().ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            Answer(new ObjectDisposedException(nameof(TopicLog)));
        }
        catch (Exception e)
        {
            _failure = e;
            Answer(e);
        }
    }

    private async Task ReadOnAsync()
    {
        try
        {
            if (!_waiting.IsEmpty)
            {
                await CatchUpAsync().ConfigureAwait(false);
            }

            await TakeAsync(Timeout.InfiniteTimeSpan).ConfigureAwait(false);
        }
        catch (KafkaException e)
        {
            // Whoever waits decides; the loop goes on, since brokers come back.
            Answer(e);
            await Task.Delay(_client.Options.RetryBackoff, _client.Options.Time, _stop.Token).ConfigureAwait(false);
        }
    }

    private async Task CatchUpAsync()
    {
        var asked = _waiting.Count;
        // Also of open transactions: what they wrote may be committed any moment, and whoever asks for the end must not miss it.
        var ends = await _admin.ListOffsetsAsync(All(), OffsetSpec.Latest, IsolationLevel.ReadUncommitted, _stop.Token).ConfigureAwait(false);
        foreach (var (partition, end) in ends)
        {
            while (await _consumer.PositionAsync(partition, _stop.Token).ConfigureAwait(false) < end.Offset)
            {
                // Markers of transactions move the position without a record to return for.
                await TakeAsync(_client.Options.RetryBackoff).ConfigureAwait(false);
            }
        }

        for (; asked > 0 && _waiting.TryDequeue(out var reached); asked--)
        {
            reached.TrySetResult();
        }
    }

    private async Task TakeAsync(TimeSpan timeout)
    {
        foreach (var record in await _consumer.PollAsync(timeout, _stop.Token).ConfigureAwait(false))
        {
            _onRecord(record);
        }
    }

    private void Answer(Exception failure)
    {
        while (_waiting.TryDequeue(out var reached))
        {
            reached.TrySetException(failure);
        }
    }
}
