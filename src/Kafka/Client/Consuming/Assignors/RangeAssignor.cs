namespace Ms2Lab.Kafka.Client.Consuming.Assignors;

/// <summary>Each topic by itself in consecutive ranges; the first members get one partition more where it does not come out even.</summary>
internal sealed class RangeAssignor : IPartitionAssignor
{
    public string Name => "range";

    public Dictionary<string, List<TopicPartition>> Assign(IReadOnlyDictionary<string, int> partitions, IReadOnlyList<MemberSubscription> members)
    {
        var result = PartitionAssignors.Empty(members);
        foreach (var (topic, count) in partitions.OrderBy(t => t.Key, StringComparer.Ordinal))
        {
            var readers = MemberSubscription.InOrder(members.Where(m => m.Topics.Contains(topic))).ToList();
            for (var i = 0; i < readers.Count; i++)
            {
                var start = (i * (count / readers.Count)) + Math.Min(i, count % readers.Count);
                var length = (count / readers.Count) + (i < count % readers.Count ? 1 : 0);
                result[readers[i].MemberId].AddRange(Enumerable.Range(start, length).Select(p => new TopicPartition(topic, p)));
            }
        }

        return result;
    }
}
