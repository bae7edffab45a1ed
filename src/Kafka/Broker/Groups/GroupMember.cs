using Ms2Lab.Kafka.Broker.Cluster;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Groups;

/// <summary>A member of a classic group with its parked requests and its session.</summary>
internal sealed class GroupMember(string id, string? instanceId, string clientId, string clientHost)
{
    public string Id { get; set; } = id;

    public string? InstanceId { get; } = instanceId;

    public string ClientId { get; set; } = clientId;

    public string ClientHost { get; set; } = clientHost;

    public TimeSpan SessionTimeout { get; set; }

    public TimeSpan RebalanceTimeout { get; set; }

    /// <summary>Protocol names with metadata, in the member's order of preference.</summary>
    public IReadOnlyList<(string Name, byte[] Metadata)> Protocols { get; set; } = [];

    public byte[] Assignment { get; set; } = [];

    public TaskCompletionSource<JoinGroupResponse>? Join { get; set; }

    public TaskCompletionSource<SyncGroupResponse>? Sync { get; set; }

    public ClusterTimer? Session { get; set; }

    public byte[] MetadataOf(string protocol) => Protocols.FirstOrDefault(p => p.Name == protocol).Metadata ?? [];

    public bool HasSameProtocols(IReadOnlyList<(string Name, byte[] Metadata)> others) =>
        Protocols.Count == others.Count && Protocols.Zip(others).All(p => p.First.Name == p.Second.Name && p.First.Metadata.AsSpan().SequenceEqual(p.Second.Metadata));
}
