using Ms2Lab.Kafka.Broker.Fetching;

namespace Ms2Lab.Kafka.Broker.Cluster;

/// <summary>What the cluster knows of one broker. Written under the cluster's lock.</summary>
internal sealed class BrokerNode(int id, string host, string? rack)
{
    public int Id { get; } = id;

    public string Host { get; } = host;

    public string? Rack { get; set; } = rack;

    public int Port { get; set; }

    public bool IsAlive { get; set; }

    public FetchSessions FetchSessions { get; } = new();
}
