namespace Ms2Lab.Kafka.Broker.Transactions;

/// <summary>States of a transactional id, named as on the wire. Markers are written at once, so no transaction stays in a prepared state.</summary>
internal enum TransactionState
{
    Empty,
    Ongoing,
    PrepareCommit,
    PrepareAbort,
    CompleteCommit,
    CompleteAbort,
    Dead,
    PrepareEpochFence,
}
