using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Tasks.Sources;

/// <summary>Where a source task's transactions end: the setting <c>transaction.boundary</c> (KIP-618). Owned by the task's loop.</summary>
internal interface ITransactionBoundary
{
    /// <summary>The loop begins, or goes on after a pause.</summary>
    void Enter();

    /// <summary>A record was handed to the producer or dropped.</summary>
    TransactionStep AfterRecord(SourceRecord record);

    /// <summary>A poll's records are all dealt with, or it had none.</summary>
    TransactionStep AfterBatch();

    /// <summary>The task stops or rests.</summary>
    TransactionStep AtEnd();
}
