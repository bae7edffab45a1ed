using Ms2Lab.Connect.Api;
using ApiMetadata = Ms2Lab.Connect.Api.RecordMetadata;

namespace Ms2Lab.Connect.Runtime.Tasks.Sources;

/// <summary>Tells a source task what was stored; what it throws is only logged, as in Connect.</summary>
internal sealed class SourceTaskCommits(SourceTask task, Action<TaskLogLevel, string> log)
{
    /// <summary>Tells the task of a record.</summary>
    /// <param name="record">The task's record.</param>
    /// <param name="metadata">Where it is; null for one that was dropped.</param>
    public Task RecordAsync(SourceRecord record, ApiMetadata? metadata) => CallAsync("commitRecord", () => task.CommitRecordAsync(record, metadata));

    /// <summary>Tells the task that the positions so far are stored.</summary>
    public Task PositionsAsync() => CallAsync("commit", task.CommitAsync);

    private async Task CallAsync(string method, Func<Task> call)
    {
        try
        {
            await call().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            log(TaskLogLevel.Error, $"Exception thrown while calling task.{method}()\n{JavaTrace.Of(e)}");
        }
    }
}
