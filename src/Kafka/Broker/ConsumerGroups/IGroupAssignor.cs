namespace Ms2Lab.Kafka.Broker.ConsumerGroups;

/// <summary>Shares the partitions of a consumer group out among its members.</summary>
internal interface IGroupAssignor
{
    /// <summary>Name that members ask for.</summary>
    string Name { get; }

    /// <summary>What each member shall have; every member is in the answer.</summary>
    IReadOnlyDictionary<ConsumerGroupMember, PartitionSet> Assign(IReadOnlyList<MemberTopics> members);
}
