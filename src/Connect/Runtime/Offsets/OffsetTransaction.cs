using Ms2Lab.Kafka.Client;
using Ms2Lab.Kafka.Client.Producing;

namespace Ms2Lab.Connect.Runtime.Offsets;

/// <summary>
/// The transaction in which a source task's records and their positions are written (KIP-618): storing positions is what commits it. Owned by one loop.
/// </summary>
/// <param name="producer">A transactional producer; it stays its owner's.</param>
/// <param name="topic">Where positions are kept, in the cluster of the producer.</param>
/// <param name="timeout">The producer's transaction.timeout.ms, after which the coordinator aborts the transaction.</param>
/// <param name="time">The clock of that.</param>
internal sealed class OffsetTransaction(KafkaProducer producer, string topic, TimeSpan timeout, TimeProvider time)
{
    private long _began;

    /// <summary>Where positions are kept.</summary>
    public string Topic => topic;

    /// <summary>Whether something was written that is neither committed nor aborted.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Whether it is open for so long that its coordinator has fenced its producer.</summary>
    public bool IsExpired => IsOpen && time.GetElapsedTime(_began) >= timeout;

    /// <summary>Fences earlier producers of the same transactional id and ends what they left open.</summary>
    /// <exception cref="KafkaException">The coordinator refused.</exception>
    public Task InitAsync(CancellationToken cancellation) => producer.InitTransactionsAsync(cancellation);

    /// <summary>Opens the transaction, unless it is open.</summary>
    /// <exception cref="KafkaException">The producer is fenced.</exception>
    public void Begin()
    {
        if (!IsOpen)
        {
            producer.BeginTransaction();
            (IsOpen, _began) = (true, time.GetTimestamp());
        }
    }

    /// <summary>Writes positions and commits them with all that was written since <see cref="Begin"/>.</summary>
    /// <exception cref="KafkaException">Nothing of it counts.</exception>
    public async Task CommitAsync(IReadOnlyCollection<KeyValuePair<byte[], byte[]?>> positions, CancellationToken cancellation)
    {
        Begin();
        foreach (var (key, value) in positions)
        {
            await producer.SendAsync(new ProducerRecord(topic, null, key, value), cancellation).ConfigureAwait(false);
        }
        await producer.CommitTransactionAsync(cancellation).ConfigureAwait(false);
        IsOpen = false;
    }

    /// <summary>Takes back what was written since <see cref="Begin"/>.</summary>
    /// <exception cref="KafkaException">The producer is fenced.</exception>
    public async Task AbortAsync(CancellationToken cancellation)
    {
        IsOpen = false;
        await producer.AbortTransactionAsync(cancellation).ConfigureAwait(false);
    }
}
