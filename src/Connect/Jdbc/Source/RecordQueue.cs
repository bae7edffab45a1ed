using System.Threading.Channels;
using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Jdbc.Source;

/// <summary>
/// Between the loop that reads and the task that is polled: a bounded queue, and the failure with which reading ended. A failure is seen before what is still
/// in the queue, so the records before a bad one may not come.
/// </summary>
internal sealed class RecordQueue : IDisposable
{
    private readonly Channel<SourceRecord> _records;
    private readonly CancellationTokenSource _failed = new();
    private readonly int _batchSize;
    private readonly TimeSpan _linger;
    private readonly TimeProvider _time;
    private volatile Exception? _failure;

    /// <summary>An empty queue.</summary>
    /// <exception cref="JavaException">A size is not positive.</exception>
    public RecordQueue(int batchSize, int capacity, TimeSpan linger, TimeProvider time)
    {
        _batchSize = batchSize > 0 ? batchSize : throw NotPositive("batch");
        _records = Channel.CreateBounded<SourceRecord>(new BoundedChannelOptions(capacity > 0 ? capacity : throw NotPositive("queue"))
        {
            SingleReader = true,
            SingleWriter = true,
        });
        _linger = linger;
        _time = time;
    }

    /// <summary>Adds a record; waits while the queue is full.</summary>
    public ValueTask SendAsync(SourceRecord record, CancellationToken cancellation) => _records.Writer.WriteAsync(record, cancellation);

    /// <summary>Ends the reading with a failure; the first one counts.</summary>
    public void Fail(Exception failure)
    {
        _failure ??= failure;
        _failed.Cancel();
    }

    /// <summary>What is there, at most a batch; if nothing is, what comes until the batch is full or the linger is over.</summary>
    /// <exception cref="ConnectException">Reading has failed.</exception>
    public async Task<IReadOnlyList<SourceRecord>> PollAsync(CancellationToken cancellation)
    {
        if (_failure is { } failure)
        {
            throw new ConnectException("Error while polling for records", failure);
        }

        var batch = new List<SourceRecord>();
        Drain(batch);
        if (batch.Count == 0 && _linger > TimeSpan.Zero)
        {
            await LingerAsync(batch, cancellation).ConfigureAwait(false);
        }

        return batch;
    }

    /// <inheritdoc/>
    public void Dispose() => _failed.Dispose();

    private async Task LingerAsync(List<SourceRecord> batch, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(_linger, _time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, _failed.Token, cancellation);
        try
        {
            while (batch.Count < _batchSize)
            {
                await _records.Reader.WaitToReadAsync(end.Token).ConfigureAwait(false);
                Drain(batch);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // The linger is over, or reading has failed, which the next poll says.
        }
    }

    private void Drain(List<SourceRecord> batch)
    {
        while (batch.Count < _batchSize && _records.Reader.TryRead(out var record))
        {
            batch.Add(record);
        }
    }

    private static JavaException NotPositive(string what) => new("java.lang.IllegalArgumentException", $"Maximum {what} size must be positive");
}
