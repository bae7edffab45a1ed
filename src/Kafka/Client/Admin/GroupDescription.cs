namespace Ms2Lab.Kafka.Client.Admin;

/// <summary>A classic group.</summary>
/// <param name="GroupId">Its id.</param>
/// <param name="State">"Stable", "Empty", "PreparingRebalance", "CompletingRebalance", "Dead".</param>
/// <param name="ProtocolType">"consumer", "connect", or empty.</param>
/// <param name="Protocol">The protocol chosen ("range", "sessioned"), empty while there is none.</param>
/// <param name="Coordinator">Node id of its coordinator.</param>
/// <param name="Members">Its members.</param>
public sealed record GroupDescription(
    string GroupId, string State, string ProtocolType, string Protocol, int Coordinator, IReadOnlyList<GroupMemberDescription> Members);
