namespace Ms2Lab.Connect.Api;

/// <summary>Lets an exactly-once source task define its own transaction boundaries.</summary>
public interface ITransactionContext
{
    /// <summary>Commits after the current batch.</summary>
    void CommitTransaction();

    /// <summary>Commits after that record.</summary>
    void CommitTransaction(SourceRecord record);

    /// <summary>Aborts the current batch.</summary>
    void AbortTransaction();

    /// <summary>Aborts up to and including that record.</summary>
    void AbortTransaction(SourceRecord record);
}
