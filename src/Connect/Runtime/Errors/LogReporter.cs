using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Errors;

/// <summary>Writes failed records to the worker's log (errors.log.enable).</summary>
/// <typeparam name="TRecord">What came in.</typeparam>
/// <param name="taskId">Whose records they are.</param>
/// <param name="describe">What the log says of a record; null where errors.log.include.messages is false.</param>
/// <param name="log">The worker's log.</param>
internal sealed class LogReporter<TRecord>(string taskId, Func<TRecord, string>? describe, WorkerLog log) : IErrorReporter<TRecord>
{
    public Task ReportAsync(FailedRecord<TRecord> failed)
    {
        var where = describe is null ? "" : $", where {describe(failed.Origin)}";
        log.Write(TaskLogLevel.Error, $"Error encountered in task {taskId}. Executing stage '{failed.Stage}' with class '{failed.ExecutingClass}'{where}.\n{JavaTrace.Of(failed.Error)}");
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
