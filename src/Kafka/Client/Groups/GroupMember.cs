namespace Ms2Lab.Kafka.Client.Groups;

/// <summary>A member as the leader sees it.</summary>
/// <param name="MemberId">Id given by the coordinator.</param>
/// <param name="GroupInstanceId">Set for static members.</param>
/// <param name="Metadata">Its metadata for the protocol that was chosen.</param>
public sealed record GroupMember(string MemberId, string? GroupInstanceId, ReadOnlyMemory<byte> Metadata);
