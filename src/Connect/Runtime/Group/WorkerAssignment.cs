namespace Ms2Lab.Connect.Runtime.Group;

/// <summary>
/// What the leader tells one member. With version 0 (eager) <see cref="Assigned"/> is all of its work; from version 1 on only what
/// is new, and the member keeps what it had without <see cref="Revoked"/>.
/// </summary>
public sealed record WorkerAssignment
{
    /// <summary>The assignment went well.</summary>
    public const short NoError = 0;

    /// <summary>The leader's view of the config topic is older than a member's: read to its end and rejoin.</summary>
    public const short ConfigMismatch = 1;

    /// <summary>0 eager, 1 compatible, 2 sessioned.</summary>
    public required short Version { get; init; }

    /// <summary><see cref="NoError"/> or <see cref="ConfigMismatch"/>.</summary>
    public short Error { get; init; }

    /// <summary>The leader's member id.</summary>
    public required string Leader { get; init; }

    /// <summary>The leader's advertised REST address.</summary>
    public required string LeaderUrl { get; init; }

    /// <summary>Position in the config topic (last record + 1) that the assignment was made from.</summary>
    public required long ConfigOffset { get; init; }

    /// <summary>Work to run.</summary>
    public IReadOnlyList<ConnectorAssignment> Assigned { get; init; } = [];

    /// <summary>Work to give up; always empty with version 0.</summary>
    public IReadOnlyList<ConnectorAssignment> Revoked { get; init; } = [];

    /// <summary>After how many milliseconds members rejoin; 0 if they need not.</summary>
    public int DelayMilliseconds { get; init; }
}
