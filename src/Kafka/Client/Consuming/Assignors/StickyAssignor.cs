using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Client.Consuming.Assignors;

/// <summary>
/// <see cref="StickyShare"/> with a stop of all members. Its user data, as the Java client's: an array of topics, each with an array of
/// partitions, and the generation.
/// </summary>
internal sealed class StickyAssignor : IPartitionAssignor
{
    public string Name => "sticky";

    public ReadOnlyMemory<byte>? UserData(IReadOnlyCollection<TopicPartition> assigned, int generation)
    {
        using var writer = new KafkaWriter();
        var topics = assigned.GroupBy(p => p.Topic).ToList();
        writer.WriteArrayLength(topics.Count, compact: false);
        foreach (var topic in topics)
        {
            writer.WriteString(topic.Key, compact: false);
            writer.WriteArrayLength(topic.Count(), compact: false);
            foreach (var partition in topic)
            {
                writer.WriteInt32(partition.Partition);
            }
        }

        writer.WriteInt32(generation);
        return writer.WrittenMemory.ToArray();
    }

    public (IReadOnlyList<TopicPartition> Owned, int Generation) OwnedBy(ConsumerProtocolSubscription subscription)
    {
        if (subscription.UserData is not { Length: > 0 } data)
        {
            return ([], -1);
        }

        var owned = new List<TopicPartition>();
        var reader = new KafkaReader(data);
        for (var topics = reader.ReadInt32(); topics > 0; topics--)
        {
            var topic = reader.ReadString(compact: false, "topic");
            for (var partitions = reader.ReadInt32(); partitions > 0; partitions--)
            {
                owned.Add(new TopicPartition(topic, reader.ReadInt32()));
            }
        }

        return (owned, reader.Remaining >= 4 ? reader.ReadInt32() : -1);
    }

    public Dictionary<string, List<TopicPartition>> Assign(IReadOnlyDictionary<string, int> partitions, IReadOnlyList<MemberSubscription> members) =>
        StickyShare.Assign(partitions, members);
}
