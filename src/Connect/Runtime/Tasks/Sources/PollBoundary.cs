using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Tasks.Sources;

/// <summary>A transaction a poll.</summary>
internal sealed class PollBoundary : ITransactionBoundary
{
    public void Enter()
    {
    }

    public TransactionStep AfterRecord(SourceRecord record) => TransactionStep.None;

    public TransactionStep AfterBatch() => TransactionStep.Commit;

    public TransactionStep AtEnd() => TransactionStep.Commit;
}
