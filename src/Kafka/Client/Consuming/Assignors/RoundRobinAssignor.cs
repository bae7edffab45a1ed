namespace Ms2Lab.Kafka.Client.Consuming.Assignors;

/// <summary>All partitions one after the other to the next member in turn that subscribes to the topic.</summary>
internal sealed class RoundRobinAssignor : IPartitionAssignor
{
    public string Name => "roundrobin";

    public Dictionary<string, List<TopicPartition>> Assign(IReadOnlyDictionary<string, int> partitions, IReadOnlyList<MemberSubscription> members)
    {
        var result = PartitionAssignors.Empty(members);
        var order = MemberSubscription.InOrder(members).ToList();
        var turn = 0;
        foreach (var (topic, count) in partitions.OrderBy(t => t.Key, StringComparer.Ordinal).Where(t => order.Exists(m => m.Topics.Contains(t.Key))))
        {
            for (var partition = 0; partition < count; partition++)
            {
                while (!order[turn % order.Count].Topics.Contains(topic))
                {
                    turn++;
                }

                result[order[turn++ % order.Count].MemberId].Add(new TopicPartition(topic, partition));
            }
        }

        return result;
    }
}
