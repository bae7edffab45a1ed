namespace Ms2Lab.Kafka.Client.Groups;

/// <summary>How a member takes part in a group of the classic protocol (JoinGroup, SyncGroup, Heartbeat, LeaveGroup).</summary>
public sealed record GroupOptions
{
    /// <summary>The group, <c>group.id</c>.</summary>
    public required string GroupId { get; init; }

    /// <summary>What kind of members the group has: "consumer" or "connect". All members agree on it.</summary>
    public required string ProtocolType { get; init; }

    /// <summary>Makes the member static (KIP-345): it keeps its place over restarts within the session timeout and does not leave.</summary>
    public string? GroupInstanceId { get; init; }

    /// <summary>The coordinator drops a member that it has not heard of for this long, <c>session.timeout.ms</c>.</summary>
    public TimeSpan SessionTimeout { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>How long a rebalance waits for a member to rejoin.</summary>
    public TimeSpan RebalanceTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Pause between heartbeats, <c>heartbeat.interval.ms</c>.</summary>
    public TimeSpan HeartbeatInterval { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// The member leaves when its owner has not called <see cref="GroupMembership.EnsureActiveAsync"/>, <see cref="GroupMembership.PollAsync"/>
    /// or <see cref="GroupMembership.KeepAlive"/> for this long; null means <see cref="RebalanceTimeout"/>.
    /// </summary>
    public TimeSpan? MaxPollInterval { get; init; }
}
