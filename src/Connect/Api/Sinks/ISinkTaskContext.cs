namespace Ms2Lab.Connect.Api;

/// <summary>What a sink task may ask of its worker. Called only from within the task's own methods.</summary>
public interface ISinkTaskContext
{
    /// <summary>The task's configuration with references resolved as of now.</summary>
    IReadOnlyDictionary<string, string> Configs { get; }

    /// <summary>The partitions that the task reads now.</summary>
    IReadOnlyCollection<TopicPartition> Assignment { get; }

    /// <summary>Where to report bad records; null if the connector has no dead letter topic and logs no errors.</summary>
    IErrantRecordReporter? ErrantRecordReporter { get; }

    /// <summary>The clock to use.</summary>
    TimeProvider Time { get; }

    /// <summary>Reads a partition from that offset on, once the current method has returned.</summary>
    void Offset(TopicPartition partition, long offset);

    /// <summary>The longest time until the next call after a retriable failure; once.</summary>
    void Timeout(TimeSpan timeout);

    /// <summary>Reads no more of some partitions for now.</summary>
    void Pause(params IReadOnlyCollection<TopicPartition> partitions);

    /// <summary>Reads paused partitions again.</summary>
    void Resume(params IReadOnlyCollection<TopicPartition> partitions);

    /// <summary>Has offsets committed at the next opportunity.</summary>
    void RequestCommit();

    /// <summary>Writes to the worker's log.</summary>
    void Log(TaskLogLevel level, string text);
}
