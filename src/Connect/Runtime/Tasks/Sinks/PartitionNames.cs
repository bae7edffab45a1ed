using Ms2Lab.Connect.Api;
using Client = Ms2Lab.Kafka.Client;

namespace Ms2Lab.Connect.Runtime.Tasks.Sinks;

/// <summary>Between the partitions and offsets of the connector API, which knows no client, and the client's.</summary>
internal static class PartitionNames
{
    public static TopicPartition ToApi(this Client.TopicPartition partition) => new(partition.Topic, partition.Partition);

    public static Client.TopicPartition ToClient(this TopicPartition partition) => new(partition.Topic, partition.Partition);

    public static Dictionary<Client.TopicPartition, Client.OffsetAndMetadata> ToClient(this IReadOnlyDictionary<TopicPartition, OffsetAndMetadata> offsets) =>
        offsets.ToDictionary(o => o.Key.ToClient(), o => new Client.OffsetAndMetadata(o.Value.Offset, -1, o.Value.Metadata));
}
