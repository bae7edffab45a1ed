namespace Ms2Lab.Kafka.Client.Admin;

/// <summary>A member of a group; the bytes are in the format of the group's protocol type.</summary>
/// <param name="MemberId">Its id.</param>
/// <param name="GroupInstanceId">Its name if it is a static member.</param>
/// <param name="ClientId">Its client id.</param>
/// <param name="ClientHost">Where it connects from, with a leading slash.</param>
/// <param name="Metadata">What it joined with.</param>
/// <param name="Assignment">What the leader gave it.</param>
public sealed record GroupMemberDescription(
    string MemberId,
    string? GroupInstanceId,
    string ClientId,
    string ClientHost,
    ReadOnlyMemory<byte> Metadata,
    ReadOnlyMemory<byte> Assignment);
