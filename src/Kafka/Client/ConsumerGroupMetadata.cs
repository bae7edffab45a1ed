namespace Ms2Lab.Kafka.Client;

/// <summary>In whose name a transaction commits offsets; the coordinator fences by generation and member (KIP-447).</summary>
/// <param name="GroupId">The group.</param>
/// <param name="GenerationId">Number of the rebalance, −1 outside a group.</param>
/// <param name="MemberId">Member, empty outside a group.</param>
/// <param name="GroupInstanceId">Static member's name, or null.</param>
public sealed record ConsumerGroupMetadata(string GroupId, int GenerationId = -1, string MemberId = "", string? GroupInstanceId = null);
