using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Tests.Jdbc.Sink;

internal sealed class FakeSinkContext : ISinkTaskContext, IErrantRecordReporter
{
    public bool Reports { get; init; }

    public List<(SinkRecord Record, Exception Error)> Reported { get; } = [];

    public List<TimeSpan> Timeouts { get; } = [];

    public IReadOnlyDictionary<string, string> Configs { get; } = new Dictionary<string, string>();

    public IReadOnlyCollection<TopicPartition> Assignment { get; } = [];

    public IErrantRecordReporter? ErrantRecordReporter => Reports ? this : null;

    public TimeProvider Time => TimeProvider.System;

    public void Offset(TopicPartition partition, long offset)
    {
    }

    public void Timeout(TimeSpan timeout) => Timeouts.Add(timeout);

    public void Pause(params IReadOnlyCollection<TopicPartition> partitions)
    {
    }

    public void Resume(params IReadOnlyCollection<TopicPartition> partitions)
    {
    }

    public void RequestCommit()
    {
    }

    public void Log(TaskLogLevel level, string text)
    {
    }

    public Task ReportAsync(SinkRecord record, Exception error)
    {
        Reported.Add((record, error));
        return Task.CompletedTask;
    }
}
