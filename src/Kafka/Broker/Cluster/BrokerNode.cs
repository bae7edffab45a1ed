using Ms2Lab.Kafka.Broker.Fetching;

namespace Ms2Lab.Kafka.Broker.Cluster;

/// <summary>What the cluster knows of one broker. Written under the cluster's lock.</summary>
internal sealed class BrokerNode(int id, IReadOnlyList<string> hosts, string? rack)
{
    public int Id { get; } = id;

    /// <summary>Host that clients of the first listener are told to dial.</summary>
    public string Host => hosts[0];

    public string? Rack { get; set; } = rack;

    /// <summary>Ports by listener; they stay the same over kill and restart.</summary>
    public int[] Ports { get; } = new int[hosts.Count];

    public int Port => Ports[0];

    public bool IsAlive { get; set; }

    /// <summary>Host that clients of a listener are told to dial.</summary>
    public string HostOn(int listener) => hosts[listener];

    public FetchSessions FetchSessions { get; } = new();
}
