namespace Ms2Lab.Kafka.Client.Producing;

/// <summary>Where a transactional producer stands.</summary>
internal enum TransactionState
{
    Uninitialized,
    Ready,
    InTransaction,
    CommittingTransaction,
    AbortingTransaction,
    AbortableError,
    FatalError,
}
