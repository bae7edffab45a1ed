namespace Ms2Lab.Kafka.Client.Consuming.Assignors;

/// <summary>One way to share partitions out among the members of a group.</summary>
internal interface IPartitionAssignor
{
    /// <summary>Its name in JoinGroup.</summary>
    string Name { get; }

    /// <summary>Members keep reading during a rebalance what they do not lose (KIP-429).</summary>
    bool IsCooperative => false;

    /// <summary>What it adds to a member's subscription, from the member's latest assignment and that one's generation.</summary>
    ReadOnlyMemory<byte>? UserData(IReadOnlyCollection<TopicPartition> assigned, int generation) => null;

    /// <summary>What a member had, according to its subscription.</summary>
    (IReadOnlyList<TopicPartition> Owned, int Generation) OwnedBy(Protocol.Messages.ConsumerProtocolSubscription subscription) => ([], -1);

    /// <summary>Shares out; every member gets an entry.</summary>
    /// <param name="partitions">Partition counts of the topics that exist.</param>
    /// <param name="members">All members.</param>
    Dictionary<string, List<TopicPartition>> Assign(IReadOnlyDictionary<string, int> partitions, IReadOnlyList<MemberSubscription> members);
}
