using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Errors;

/// <summary>Writes failed records to the worker's log (errors.log.enable).</summary>
internal sealed class LogReporter(string taskId, bool includeMessages, WorkerLog log) : IErrorReporter
{
    public Task ReportAsync(FailedRecord failed)
    {
        var consumed = failed.Consumed;
        var where = includeMessages
            ? $", where consumed record is {{topic='{consumed.Topic}', partition={consumed.Partition}, offset={consumed.Offset}, timestamp={consumed.Timestamp}, timestampType={consumed.TimestampType}}}"
            : "";
        log.Write(TaskLogLevel.Error, $"Error encountered in task {taskId}. Executing stage '{failed.Stage}' with class '{failed.ExecutingClass}'{where}.\n{JavaTrace.Of(failed.Error)}");
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
