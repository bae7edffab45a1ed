using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Tasks.Sources;

/// <summary>What a source task may ask of its worker.</summary>
internal sealed class SourceTaskContext(
    IReadOnlyDictionary<string, string> configs, IOffsetStorageReader offsets, ITransactionContext? transaction, TimeProvider time, WorkerLog log, string taskId)
    : ISourceTaskContext
{
    public IReadOnlyDictionary<string, string> Configs => configs;

    public IOffsetStorageReader OffsetStorageReader => offsets;

    public ITransactionContext? TransactionContext => transaction;

    public TimeProvider Time => time;

    public void Log(TaskLogLevel level, string text) => log.Write(level, $"[{taskId}] {text}");
}
