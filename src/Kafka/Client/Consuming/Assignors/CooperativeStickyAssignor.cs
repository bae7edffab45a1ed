using System.Buffers.Binary;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Client.Consuming.Assignors;

/// <summary>
/// <see cref="StickyShare"/> in two rebalances (KIP-429): a partition that moves is first given to nobody, so that its owner revokes it,
/// and to its new owner in the rebalance that follows. Its user data is the generation, int32.
/// </summary>
internal sealed class CooperativeStickyAssignor : IPartitionAssignor
{
    public string Name => "cooperative-sticky";

    public bool IsCooperative => true;

    public ReadOnlyMemory<byte>? UserData(IReadOnlyCollection<TopicPartition> assigned, int generation)
    {
        var data = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(data, generation);
        return data;
    }

    public (IReadOnlyList<TopicPartition> Owned, int Generation) OwnedBy(ConsumerProtocolSubscription subscription)
    {
        var generation = subscription.GenerationId < 0 && subscription.UserData is { Length: >= 4 } data
            ? BinaryPrimitives.ReadInt32BigEndian(data.Span)
            : subscription.GenerationId;
        return ([.. subscription.OwnedPartitions.SelectMany(t => t.Partitions.Select(p => new TopicPartition(t.Topic, p)))], generation);
    }

    public Dictionary<string, List<TopicPartition>> Assign(IReadOnlyDictionary<string, int> partitions, IReadOnlyList<MemberSubscription> members)
    {
        var shares = StickyShare.Assign(partitions, members);
        var owners = new Dictionary<TopicPartition, string>();
        foreach (var member in members.OrderBy(m => m.Generation))
        {
            foreach (var partition in member.Owned)
            {
                owners[partition] = member.MemberId;
            }
        }

        foreach (var (member, share) in shares)
        {
            share.RemoveAll(p => owners.TryGetValue(p, out var owner) && owner != member);
        }

        return shares;
    }
}
