using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Tasks.Sources;

/// <summary>A transaction ends with the first poll that ends after an interval.</summary>
internal sealed class IntervalBoundary(TimeSpan interval, TimeProvider time) : ITransactionBoundary
{
    private long _committed = time.GetTimestamp();

    public void Enter() => _committed = time.GetTimestamp();

    public TransactionStep AfterRecord(SourceRecord record) => TransactionStep.None;

    public TransactionStep AfterBatch()
    {
        if (time.GetElapsedTime(_committed) < interval)
        {
            return TransactionStep.None;
        }
        _committed = time.GetTimestamp();
        return TransactionStep.Commit;
    }

    public TransactionStep AtEnd() => TransactionStep.Commit;
}
