namespace Ms2Lab.Kafka.Client.Consuming.Assignors;

/// <summary>The assignors by their names.</summary>
internal static class PartitionAssignors
{
    public static IPartitionAssignor ByName(string name) => name switch
    {
        "range" => new RangeAssignor(),
        "roundrobin" => new RoundRobinAssignor(),
        "sticky" => new StickyAssignor(),
        "cooperative-sticky" => new CooperativeStickyAssignor(),
        _ => throw new ArgumentException($"Invalid value {name} for configuration partition.assignment.strategy: known are range, roundrobin, sticky and cooperative-sticky"),
    };

    public static Dictionary<string, List<TopicPartition>> Empty(IReadOnlyList<MemberSubscription> members) =>
        members.ToDictionary(m => m.MemberId, _ => new List<TopicPartition>());
}
