namespace Ms2Lab.Kafka.Client.Logs;

/// <summary>The topic that a <see cref="TopicLog"/> stands on, and how it is made if it is missing.</summary>
public sealed record TopicLogOptions
{
    /// <summary>Name of the topic.</summary>
    public required string Topic { get; init; }

    /// <summary>Partitions of a new topic; −1 for the broker's default.</summary>
    public int Partitions { get; init; } = 1;

    /// <summary>Replicas of a new topic; −1 for the broker's default.</summary>
    public short ReplicationFactor { get; init; } = -1;

    /// <summary>Settings of a new topic by name; <c>cleanup.policy</c> is <c>compact</c> whatever they say.</summary>
    public IReadOnlyDictionary<string, string?> Configs { get; init; } = new Dictionary<string, string?>();

    /// <summary>Whether records of open and aborted transactions are read.</summary>
    public IsolationLevel IsolationLevel { get; init; } = IsolationLevel.ReadUncommitted;
}
