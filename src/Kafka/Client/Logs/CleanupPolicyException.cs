using Ms2Lab.Kafka.Protocol;

namespace Ms2Lab.Kafka.Client.Logs;

/// <summary>A topic is there, but Kafka would delete its records by age: it is no log that keeps the last record of each key.</summary>
/// <param name="topic">Name of the topic.</param>
/// <param name="policy">Its <c>cleanup.policy</c>.</param>
public sealed class CleanupPolicyException(string topic, string policy)
    : KafkaException(ErrorCode.InvalidConfig, $"Topic '{topic}' is required to have 'cleanup.policy=compact' but has 'cleanup.policy={policy}'.")
{
    /// <summary>Name of the topic.</summary>
    public string Topic { get; } = topic;

    /// <summary>Its <c>cleanup.policy</c>.</summary>
    public string Policy { get; } = policy;
}
