using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Tasks.Sinks;

/// <summary>What a sink task may ask of its worker. Called on the task's own loop, as Connect requires, so it needs no lock.</summary>
internal sealed class SinkTaskContext(
    IReadOnlyDictionary<string, string> configs, Func<IReadOnlyCollection<TopicPartition>> assignment, IErrantRecordReporter? reporter,
    TimeProvider time, WorkerLog log, string taskId) : ISinkTaskContext
{
    private Dictionary<TopicPartition, long> _rewinds = [];
    private TimeSpan? _timeout;
    private bool _commitRequested;

    public IReadOnlyDictionary<string, string> Configs => configs;

    public IReadOnlyCollection<TopicPartition> Assignment => assignment();

    public IErrantRecordReporter? ErrantRecordReporter => reporter;

    public TimeProvider Time => time;

    /// <summary>Partitions that the task itself has paused.</summary>
    public HashSet<TopicPartition> Paused { get; } = [];

    /// <summary>Called when <see cref="Paused"/> has changed.</summary>
    public Action PausesChanged { get; set; } = () => { };

    public void Offset(TopicPartition partition, long offset) => _rewinds[partition] = offset;

    public void Timeout(TimeSpan timeout) => _timeout = timeout;

    public void Pause(params IReadOnlyCollection<TopicPartition> partitions)
    {
        Require(partitions, "pause");
        Paused.UnionWith(partitions);
        PausesChanged();
    }

    public void Resume(params IReadOnlyCollection<TopicPartition> partitions)
    {
        Require(partitions, "resume");
        Paused.ExceptWith(partitions);
        PausesChanged();
    }

    public void RequestCommit() => _commitRequested = true;

    public void Log(TaskLogLevel level, string text) => log.Write(level, $"[{taskId}] {text}");

    /// <summary>Hands over the rewinds asked for since the last time.</summary>
    public Dictionary<TopicPartition, long> TakeRewinds()
    {
        var rewinds = _rewinds;
        _rewinds = [];
        return rewinds;
    }

    /// <summary>Hands over the wait asked for; it counts once.</summary>
    public TimeSpan? TakeTimeout()
    {
        var timeout = _timeout;
        _timeout = null;
        return timeout;
    }

    /// <summary>Hands over whether a commit was asked for.</summary>
    public bool TakeCommitRequest()
    {
        var requested = _commitRequested;
        _commitRequested = false;
        return requested;
    }

    private void Require(IReadOnlyCollection<TopicPartition> partitions, string what)
    {
        if (partitions.Any(p => !assignment().Contains(p)))
        {
            throw new IllegalWorkerStateException($"SinkTasks may not {what} partitions that are not currently assigned to them.");
        }
    }
}
