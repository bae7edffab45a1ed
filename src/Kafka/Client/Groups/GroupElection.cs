namespace Ms2Lab.Kafka.Client.Groups;

/// <summary>What the leader of a new generation has to share out.</summary>
/// <param name="Generation">The new generation, with the leader's own member id.</param>
/// <param name="LeaderId">Member id of the leader, this member.</param>
/// <param name="Members">All members, the leader included.</param>
/// <param name="SkipAssignment">A static leader came back and the old assignment stays: answer with none (KIP-814).</param>
public sealed record GroupElection(GroupGeneration Generation, string LeaderId, IReadOnlyList<GroupMember> Members, bool SkipAssignment);
