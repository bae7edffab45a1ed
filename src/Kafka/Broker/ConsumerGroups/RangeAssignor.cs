namespace Ms2Lab.Kafka.Broker.ConsumerGroups;

/// <summary>Shares each topic out in ranges, in the order of instance ids and member ids, so that topics with equally many partitions go together.</summary>
internal sealed class RangeAssignor : IGroupAssignor
{
    public string Name => "range";

    public IReadOnlyDictionary<ConsumerGroupMember, PartitionSet> Assign(IReadOnlyList<MemberTopics> members)
    {
        var shares = members.ToDictionary(m => m.Member, _ => new List<(Guid, int)>());
        foreach (var topic in members.SelectMany(m => m.Topics).Distinct())
        {
            var subscribers = members.Where(m => m.Topics.Contains(topic)).Select(m => m.Member)
                .OrderBy(m => m.InstanceId is null).ThenBy(m => m.InstanceId, StringComparer.Ordinal).ThenBy(m => m.Id, StringComparer.Ordinal).ToList();
            var (each, more) = Math.DivRem(topic.Partitions.Count, subscribers.Count);
            for (var (i, from) = (0, 0); i < subscribers.Count; i++)
            {
                var count = each + (i < more ? 1 : 0);
                shares[subscribers[i]].AddRange(Enumerable.Range(from, count).Select(p => (topic.Id, p)));
                from += count;
            }
        }

        return shares.ToDictionary(s => s.Key, s => new PartitionSet(s.Value));
    }
}
