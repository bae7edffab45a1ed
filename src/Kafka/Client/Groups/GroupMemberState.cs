namespace Ms2Lab.Kafka.Client.Groups;

/// <summary>Where a member stands in the classic group protocol.</summary>
public enum GroupMemberState
{
    /// <summary>Outside the group.</summary>
    Unjoined,

    /// <summary>JoinGroup was sent; no heartbeats.</summary>
    PreparingRebalance,

    /// <summary>Joined, the assignment is awaited.</summary>
    CompletingRebalance,

    /// <summary>Has its assignment and keeps it with heartbeats.</summary>
    Stable,
}
