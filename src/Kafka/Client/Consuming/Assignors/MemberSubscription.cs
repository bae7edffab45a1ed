namespace Ms2Lab.Kafka.Client.Consuming.Assignors;

/// <summary>What an assignor knows of a member.</summary>
/// <param name="MemberId">Its id.</param>
/// <param name="GroupInstanceId">Static member's name, or null.</param>
/// <param name="Topics">What it subscribes to.</param>
/// <param name="Owned">What it had in generation <paramref name="Generation"/>.</param>
/// <param name="Generation">−1 if unknown.</param>
internal sealed record MemberSubscription(
    string MemberId, string? GroupInstanceId, IReadOnlySet<string> Topics, IReadOnlyList<TopicPartition> Owned, int Generation)
{
    /// <summary>Static members sort first, by a name that outlives restarts.</summary>
    public static IEnumerable<MemberSubscription> InOrder(IEnumerable<MemberSubscription> members) => members
        .OrderBy(m => m.GroupInstanceId is null)
        .ThenBy(m => m.GroupInstanceId ?? m.MemberId, StringComparer.Ordinal);
}
