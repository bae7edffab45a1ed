namespace Ms2Lab.Kafka.Client.Consuming;

/// <summary>Told of what a rebalance takes and gives; called inside <see cref="KafkaConsumer.PollAsync"/> and may use the consumer but for polling.</summary>
public interface IRebalanceListener
{
    /// <summary>Before partitions go to other members; offsets can still be committed.</summary>
    Task OnPartitionsRevokedAsync(IReadOnlyCollection<TopicPartition> partitions, CancellationToken ct);

    /// <summary>After partitions were added, which may be none.</summary>
    Task OnPartitionsAssignedAsync(IReadOnlyCollection<TopicPartition> partitions, CancellationToken ct);

    /// <summary>After the membership was lost: other members may own the partitions already and commits fail.</summary>
    Task OnPartitionsLostAsync(IReadOnlyCollection<TopicPartition> partitions, CancellationToken ct) => OnPartitionsRevokedAsync(partitions, ct);
}
