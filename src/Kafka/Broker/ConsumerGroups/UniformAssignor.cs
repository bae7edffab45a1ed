namespace Ms2Lab.Kafka.Broker.ConsumerGroups;

/// <summary>
/// Gives every member as many partitions as the others, one more or less, and lets it keep what it has. Where members subscribe to different topics the
/// shares are as even as the subscriptions allow when partitions are handed out one after another, rarely wanted topics first.
/// </summary>
internal sealed class UniformAssignor : IGroupAssignor
{
    public string Name => "uniform";

    public IReadOnlyDictionary<ConsumerGroupMember, PartitionSet> Assign(IReadOnlyList<MemberTopics> members)
    {
        var shares = members.ToDictionary(m => m.Member, _ => new List<(Guid Topic, int Partition)>());
        var subscribers = members.SelectMany(m => m.Topics.Select(t => (Topic: t, m.Member))).GroupBy(s => s.Topic, s => s.Member)
            .OrderBy(t => t.Count()).ThenBy(t => t.Key.Name, StringComparer.Ordinal).ToList();
        var isAlike = members.All(m => m.Topics.Count == subscribers.Count);
        var (each, more) = members.Count == 0 ? (0, 0) : Math.DivRem(subscribers.Sum(s => s.Key.Partitions.Count), members.Count);
        var free = subscribers.SelectMany(s => s.Key.Partitions.Select(p => (s.Key.Id, p.Index, Members: s.ToList()))).ToList();
        foreach (var (member, share) in shares)
        {
            var quota = each + (more > 0 || !isAlike ? 1 : 0);
            share.AddRange(free.Where(f => f.Members.Contains(member) && member.Target.Contains(f.Id, f.Index)).Take(quota).Select(f => (f.Id, f.Index)));
            more -= share.Count > each ? 1 : 0;
            free.RemoveAll(f => share.Contains((f.Id, f.Index)));
        }

        foreach (var partition in free)
        {
            shares[partition.Members.MinBy(m => shares[m].Count)!].Add((partition.Id, partition.Index));
        }

        return shares.ToDictionary(s => s.Key, s => new PartitionSet(s.Value));
    }
}
