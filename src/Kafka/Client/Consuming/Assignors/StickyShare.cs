namespace Ms2Lab.Kafka.Client.Consuming.Assignors;

/// <summary>Shares evenly and moves as little as that allows (KIP-54): members keep what they had, the fullest give to the emptiest.</summary>
internal static class StickyShare
{
    public static Dictionary<string, List<TopicPartition>> Assign(IReadOnlyDictionary<string, int> partitions, IReadOnlyList<MemberSubscription> members)
    {
        var shares = PartitionAssignors.Empty(members);
        var readers = partitions.Keys.ToDictionary(t => t, t => members.Where(m => m.Topics.Contains(t)).Select(m => m.MemberId).Order(StringComparer.Ordinal).ToList());
        var free = new SortedSet<TopicPartition>(
            partitions.Where(t => readers[t.Key].Count > 0).SelectMany(t => Enumerable.Range(0, t.Value).Select(p => new TopicPartition(t.Key, p))),
            Comparer<TopicPartition>.Create((a, b) => a.Partition != b.Partition ? a.Partition - b.Partition : string.CompareOrdinal(a.Topic, b.Topic)));
        KeepOwned(members, shares, free);
        foreach (var partition in free)
        {
            shares[readers[partition.Topic].MinBy(m => shares[m].Count)!].Add(partition);
        }

        while (MoveOne(shares, readers))
        {
        }

        return shares;
    }

    /// <summary>Two members may claim one partition after a rebalance that one of them missed; the later generation is right.</summary>
    private static void KeepOwned(IReadOnlyList<MemberSubscription> members, Dictionary<string, List<TopicPartition>> shares, SortedSet<TopicPartition> free)
    {
        foreach (var member in members.OrderByDescending(m => m.Generation).ThenBy(m => m.MemberId, StringComparer.Ordinal))
        {
            shares[member.MemberId].AddRange(member.Owned.Where(p => member.Topics.Contains(p.Topic) && free.Remove(p)));
        }
    }

    /// <summary>Moves the partition that evens out most, while two members differ by more than one.</summary>
    private static bool MoveOne(Dictionary<string, List<TopicPartition>> shares, Dictionary<string, List<string>> readers)
    {
        foreach (var (from, share) in shares.OrderByDescending(s => s.Value.Count).ThenBy(s => s.Key, StringComparer.Ordinal))
        {
            for (var i = share.Count - 1; i >= 0; i--)
            {
                var partition = share[i];
                var to = readers[partition.Topic].MinBy(m => shares[m].Count)!;
                if (shares[to].Count + 1 < share.Count && to != from)
                {
                    share.RemoveAt(i);
                    shares[to].Add(partition);
                    return true;
                }
            }
        }

        return false;
    }
}
