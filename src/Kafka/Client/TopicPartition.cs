namespace Ms2Lab.Kafka.Client;

/// <summary>A partition of a topic.</summary>
/// <param name="Topic">The topic's name.</param>
/// <param name="Partition">The partition's number, counted from 0.</param>
public readonly record struct TopicPartition(string Topic, int Partition)
{
    /// <summary>Kafka's text form, <c>topic-0</c>.</summary>
    public override string ToString() => $"{Topic}-{Partition}";
}
