using Ms2Lab.Kafka.Broker.Configs;

namespace Ms2Lab.Kafka.Broker.Cluster;

/// <summary>A topic: its id, its partitions, its overrides. Owned by the cluster's lock.</summary>
internal sealed class Topic(string name, Guid id, short replicationFactor, TopicSettings settings)
{
    public const string Offsets = "__consumer_offsets";
    public const string Transactions = "__transaction_state";
    public const string Shares = "__share_group_state";

    public string Name { get; } = name;

    public Guid Id { get; } = id;

    public short ReplicationFactor { get; } = replicationFactor;

    public List<Partition> Partitions { get; } = [];

    public TopicSettings Settings { get; set; } = settings;

    public bool IsInternal => Name is Offsets or Transactions or Shares;

    public Partition? Find(int index) => (uint)index < (uint)Partitions.Count ? Partitions[index] : null;
}
