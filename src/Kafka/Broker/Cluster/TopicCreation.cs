using Ms2Lab.Kafka.Broker.Configs;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Cluster;

/// <summary>Checks a wanted topic in the controller's order and works out where its partitions go.</summary>
internal sealed record TopicCreation(ErrorCode Error, string? Message)
{
    /// <summary>Partitions that one request may ask for, as of Kafka's controller.</summary>
    public const int MostPartitions = 10_000;

    private const string MetadataLog = "__cluster_metadata";

    public const string TooManyPartitions = "Excessively large number of partitions per request.";

    public List<IReadOnlyList<int>> Placement { get; private init; } = [];

    public Dictionary<string, string> Overrides { get; private init; } = [];

    public static TopicCreation Plan(ClusterState cluster, CreateTopicsRequest.CreatableTopic wanted)
    {
        if (TopicNames.Refusal(wanted.Name) is { } badName)
        {
            return new(ErrorCode.InvalidTopicException, badName);
        }

        if (wanted.Name == MetadataLog)
        {
            return new(ErrorCode.InvalidRequest, $"Creation of internal topic {MetadataLog} is prohibited.");
        }

        if (cluster.Topics.Find(wanted.Name) is not null)
        {
            return new(ErrorCode.TopicAlreadyExists, $"Topic '{wanted.Name}' already exists.");
        }

        if (cluster.Topics.CollidingWith(wanted.Name) is { } other)
        {
            return new(ErrorCode.InvalidTopicException, $"Topic '{wanted.Name}' collides with existing topic: {other.Name}");
        }

        if (wanted.Configs.Find(c => c.Value is null) is { } empty)
        {
            return new(ErrorCode.InvalidConfig, $"Null value not supported for topic configs: {empty.Name}");
        }

        var overrides = new Dictionary<string, string>();
        wanted.Configs.ForEach(c => overrides[c.Name] = c.Value!);
        if (TopicKeys.RefusalOf(overrides) is { } badConfig)
        {
            return new(ErrorCode.InvalidConfig, badConfig);
        }

        return (wanted.Assignments.Count > 0 ? ByHand(cluster, wanted) : ByNumbers(cluster, wanted)) with { Overrides = overrides };
    }

    private static TopicCreation ByNumbers(ClusterState cluster, CreateTopicsRequest.CreatableTopic wanted)
    {
        var alive = cluster.AliveNodes.Count();
        var replicas = wanted.ReplicationFactor == -1 ? cluster.Settings.Number("default.replication.factor") : wanted.ReplicationFactor;
        replicas = cluster.Options.ClampReplicationFactor ? Math.Min(replicas, alive) : replicas;
        if (replicas < 1)
        {
            return new(ErrorCode.InvalidReplicationFactor, "Replication factor must be larger than 0, or -1 to use the default value.");
        }

        if (wanted.NumPartitions is 0 or < -1)
        {
            return new(ErrorCode.InvalidPartitions, "Number of partitions was set to an invalid non-positive value.");
        }

        if (replicas > alive)
        {
            return new(
                ErrorCode.InvalidReplicationFactor,
                $"Unable to replicate the partition {replicas} time(s): The target replication factor of {replicas} cannot be reached because only {alive} broker(s) are registered or some brokers have all their log directories cordoned.");
        }

        var partitions = wanted.NumPartitions == -1 ? cluster.Settings.Number("num.partitions") : wanted.NumPartitions;
        return new(ErrorCode.None, null) { Placement = cluster.Topics.Place(partitions, replicas) };
    }

    private static TopicCreation ByHand(ClusterState cluster, CreateTopicsRequest.CreatableTopic wanted)
    {
        if (wanted.ReplicationFactor != -1)
        {
            return new(ErrorCode.InvalidRequest, "A manual partition assignment was specified, but replication factor was not set to -1.");
        }

        if (wanted.NumPartitions != -1)
        {
            return new(ErrorCode.InvalidRequest, "A manual partition assignment was specified, but numPartitions was not set to -1.");
        }

        var placement = wanted.Assignments.OrderBy(a => a.PartitionIndex).ToList();
        if (placement.GroupBy(a => a.PartitionIndex).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            return new(ErrorCode.InvalidReplicaAssignment, $"Found multiple manual partition assignments for partition {twice.Key}");
        }

        var refusal = placement.Select(a => RefusalOf(cluster, a.BrokerIds, placement[0].BrokerIds.Count)).FirstOrDefault(r => r is not null)
            ?? (placement.Select((a, i) => a.PartitionIndex == i).Contains(false) ? "partitions should be a consecutive 0-based integer sequence" : null);
        return refusal is null
            ? new(ErrorCode.None, null) { Placement = [.. placement.Select(a => a.BrokerIds)] }
            : new(ErrorCode.InvalidReplicaAssignment, refusal);
    }

    /// <summary>Null for brokers that may hold a partition, else Kafka's text.</summary>
    public static string? RefusalOf(ClusterState cluster, List<int> brokers, int expected) =>
        brokers.Count == 0 ? "The manual partition assignment includes an empty replica list."
        : brokers.FindIndex(b => cluster.Node(b) is null) is >= 0 and var at ? $"The manual partition assignment includes broker {brokers[at]}, but no such broker is registered."
        : brokers.GroupBy(b => b).FirstOrDefault(g => g.Count() > 1) is { } twice ? $"The manual partition assignment includes the broker {twice.Key} more than once."
        : brokers.Count != expected ? $"The manual partition assignment includes a partition with {brokers.Count} replica(s), but this is not consistent with previous partitions, which have {expected} replica(s)."
        : null;
}
