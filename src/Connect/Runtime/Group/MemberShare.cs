namespace Ms2Lab.Connect.Runtime.Group;

/// <summary>What this member was told by the last round, and all that it has by now.</summary>
/// <param name="Version">Protocol version of the assignment.</param>
/// <param name="IsFailed">The leader's view of the config topic was older than a member's; nothing was assigned.</param>
/// <param name="Leader">The leader's member id.</param>
/// <param name="LeaderUrl">The leader's REST address.</param>
/// <param name="ConfigOffset">Position in the config topic that the round was computed from.</param>
/// <param name="Work">All work of this member, what it keeps included.</param>
/// <param name="Revoked">What it had to give up in this round.</param>
/// <param name="Delay">After how long it rejoins; zero if it need not.</param>
internal sealed record MemberShare(
    short Version, bool IsFailed, string Leader, string LeaderUrl, long ConfigOffset, Work Work, Work Revoked, TimeSpan Delay);
