namespace Ms2Lab.Connect.Api;

/// <summary>What a source task may ask of its worker.</summary>
public interface ISourceTaskContext
{
    /// <summary>The task's configuration with references resolved as of now.</summary>
    IReadOnlyDictionary<string, string> Configs { get; }

    /// <summary>The stored positions.</summary>
    IOffsetStorageReader OffsetStorageReader { get; }

    /// <summary>The transaction boundaries, null unless the connector defines them.</summary>
    ITransactionContext? TransactionContext { get; }

    /// <summary>The clock to use.</summary>
    TimeProvider Time { get; }

    /// <summary>Writes to the worker's log.</summary>
    void Log(TaskLogLevel level, string text);
}
