namespace Ms2Lab.Kafka.Client.Groups;

/// <summary>The end of a rebalance for one member.</summary>
/// <param name="Generation">The new generation.</param>
/// <param name="LeaderId">Member id of its leader.</param>
/// <param name="Assignment">What the leader assigned to this member, in the protocol's own format; may be empty.</param>
public sealed record GroupJoinResult(GroupGeneration Generation, string LeaderId, ReadOnlyMemory<byte> Assignment);
