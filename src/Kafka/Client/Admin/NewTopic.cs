namespace Ms2Lab.Kafka.Client.Admin;

/// <summary>A topic to create.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Partitions">Number of partitions, −1 for the broker's default.</param>
/// <param name="ReplicationFactor">Number of replicas, −1 for the broker's default.</param>
public sealed record NewTopic(string Name, int Partitions = -1, short ReplicationFactor = -1)
{
    /// <summary>Settings of its own by name.</summary>
    public IReadOnlyDictionary<string, string?> Configs { get; init; } = new Dictionary<string, string?>();
}
