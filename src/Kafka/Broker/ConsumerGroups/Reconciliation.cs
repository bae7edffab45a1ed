namespace Ms2Lab.Kafka.Broker.ConsumerGroups;

/// <summary>
/// Takes a member one step towards its target (KIP-848): first it gives up what is not its own any more, then its epoch rises and it gets what others
/// have given up.
/// </summary>
internal static class Reconciliation
{
    /// <param name="member">Who takes the step.</param>
    /// <param name="targetEpoch">Epoch of the target assignment.</param>
    /// <param name="owned">What the member says that it has; null when it says nothing.</param>
    /// <param name="isHeldByOthers">Whether another member has the partition still.</param>
    public static void Step(ConsumerGroupMember member, int targetEpoch, PartitionSet? owned, Func<Guid, int, bool> isHeldByOthers)
    {
        var hasToGoOn = member.State switch
        {
            MemberState.Stable => member.Epoch != targetEpoch || !member.Assigned.Equals(member.Target),
            MemberState.UnrevokedPartitions => !Owns(owned, member.PendingRevocation),
            _ => true,
        };
        if (!hasToGoOn)
        {
            return;
        }

        var assigned = member.Assigned.Where(member.Target.Contains);
        var revoked = member.Assigned.Where((t, p) => !member.Target.Contains(t, p));
        if (!revoked.IsEmpty && Owns(owned, revoked))
        {
            member.MoveTo(MemberState.UnrevokedPartitions, member.Epoch, assigned, revoked);
            return;
        }

        var missing = member.Target.Where((t, p) => !assigned.Contains(t, p));
        var free = missing.Where((t, p) => !isHeldByOthers(t, p));
        var state = missing.Equals(free) ? MemberState.Stable : MemberState.UnreleasedPartitions;
        member.MoveTo(state, targetEpoch, assigned.Union(free), PartitionSet.Empty);
    }

    /// <summary>Whether any of the partitions may still be with the member: it says so, or says nothing.</summary>
    private static bool Owns(PartitionSet? owned, PartitionSet partitions) => owned is null || owned.Overlaps(partitions);
}
