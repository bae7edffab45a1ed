using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Tasks.Sources;

/// <summary>
/// The task says where a transaction ends, from whatever thread it likes; the loop carries it out. Records count by identity. One lock guards the requests.
/// </summary>
internal sealed class ConnectorBoundary : ITransactionBoundary, ITransactionContext
{
    private readonly Lock _lock = new();
    private readonly HashSet<SourceRecord> _commitAfter = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<SourceRecord> _abortAfter = new(ReferenceEqualityComparer.Instance);
    private bool _commitsBatch;
    private bool _abortsBatch;

    /// <inheritdoc/>
    public void CommitTransaction()
    {
        lock (_lock)
        {
            _commitsBatch = true;
        }
    }

    /// <inheritdoc/>
    public void CommitTransaction(SourceRecord record) => Request(_commitAfter, record);

    /// <inheritdoc/>
    public void AbortTransaction()
    {
        lock (_lock)
        {
            _abortsBatch = true;
        }
    }

    /// <inheritdoc/>
    public void AbortTransaction(SourceRecord record) => Request(_abortAfter, record);

    public void Enter()
    {
    }

    public TransactionStep AfterRecord(SourceRecord record)
    {
        lock (_lock)
        {
            var (commits, aborts) = (_commitAfter.Remove(record), _abortAfter.Remove(record));
            return Step(commits, aborts, () => $"Connector requested both commit and abort of same record against topic/partition {record.Topic}/{Number(record.KafkaPartition)}");
        }
    }

    public TransactionStep AfterBatch()
    {
        lock (_lock)
        {
            var step = Step(_commitsBatch, _abortsBatch, () => "Connector requested both commit and abort of same transaction");
            (_commitsBatch, _abortsBatch) = (false, false);
            return step;
        }
    }

    public TransactionStep AtEnd() => AfterBatch();

    private static TransactionStep Step(bool commits, bool aborts, Func<string> contradiction) => (commits, aborts) switch
    {
        (true, true) => throw new JavaException("java.lang.IllegalStateException", contradiction()),
        (_, true) => TransactionStep.Abort,
        (true, _) => TransactionStep.Commit,
        _ => TransactionStep.None,
    };

    private static string Number(int? partition) => partition?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "null";

    private void Request(HashSet<SourceRecord> requests, SourceRecord record)
    {
        if (record is null)
        {
            throw new JavaException("java.lang.NullPointerException", "Source record used to define transaction boundaries may not be null");
        }
        lock (_lock)
        {
            requests.Add(record);
        }
    }
}
