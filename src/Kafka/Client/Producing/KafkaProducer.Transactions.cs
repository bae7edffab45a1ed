namespace Ms2Lab.Kafka.Client.Producing;

/// <content>Transactions; all of these need a transactional.id.</content>
public sealed partial class KafkaProducer
{
    private TransactionManager Transactions => _transactions ?? throw new InvalidOperationException(
        "Cannot use transactional methods without enabling transactions by setting the transactional.id configuration property");

    /// <summary>Fences older producers of the transactional id, aborts what they left open and gets ready. Once, before anything else.</summary>
    /// <exception cref="KafkaException">The coordinator refused, or could not be reached in max.block.ms.</exception>
    public Task InitTransactionsAsync(CancellationToken cancellation = default) => Transactions.InitAsync(cancellation);

    /// <summary>Opens a transaction: what is sent from now on belongs to it.</summary>
    /// <exception cref="InvalidOperationException">One is open already, or the producer is not initialised.</exception>
    public void BeginTransaction() => Transactions.Begin();

    /// <summary>Commits offsets of a group if and when the transaction commits.</summary>
    /// <exception cref="KafkaException">The producer is fenced, or the group has gone on without this member: abort.</exception>
    public Task SendOffsetsToTransactionAsync(
        IReadOnlyDictionary<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group, CancellationToken cancellation = default) =>
        Transactions.SendOffsetsAsync(offsets, group, cancellation);

    /// <summary>Flushes and commits.</summary>
    /// <exception cref="KafkaException">A record was lost (abort then), or the producer is fenced (close it).</exception>
    public Task CommitTransactionAsync(CancellationToken cancellation = default) => Transactions.CommitAsync(cancellation);

    /// <summary>Fails what is not sent yet and aborts; the producer is ready for the next transaction.</summary>
    /// <exception cref="KafkaException">The producer is fenced.</exception>
    public Task AbortTransactionAsync(CancellationToken cancellation = default) => Transactions.AbortAsync(cancellation);
}
