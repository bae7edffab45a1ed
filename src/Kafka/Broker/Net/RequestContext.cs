using Ms2Lab.Kafka.Broker.Cluster;
using Ms2Lab.Kafka.Protocol;

namespace Ms2Lab.Kafka.Broker.Net;

/// <summary>One request on its way through a broker: who asks, what, and which broker was asked.</summary>
internal sealed class RequestContext(ClusterState cluster, BrokerNode broker, ClientSession session)
{
    public ClusterState Cluster { get; } = cluster;

    public BrokerNode Broker { get; } = broker;

    public ClientSession Session { get; } = session;

    public required ApiKey Api { get; init; }

    public required short Version { get; init; }

    public required int CorrelationId { get; init; }

    public required string ClientId { get; init; }

    /// <summary>Host that this client is to dial for a broker.</summary>
    public string HostOf(BrokerNode node) => node.HostOn(Session.Listener);

    /// <summary>Port that this client is to dial for a broker.</summary>
    public int PortOf(BrokerNode node) => node.Ports[Session.Listener];

    /// <summary>The client's address as Java prints it, <c>/127.0.0.1</c>.</summary>
    public string ClientHost => Session.ClientHost;
}
