using Ms2Lab.Kafka.Broker.Cluster;

namespace Ms2Lab.Kafka.Broker;

/// <summary>One broker of an <see cref="EmbeddedKafka"/>: an id, an address, up or down.</summary>
public sealed class EmbeddedBroker
{
    private readonly BrokerNode _node;

    internal EmbeddedBroker(BrokerNode node) => _node = node;

    /// <summary>Kafka's node id.</summary>
    public int Id => _node.Id;

    /// <summary>Host that clients are told to dial.</summary>
    public string Host => _node.Host;

    /// <summary>TCP port; it stays the same over kill and restart.</summary>
    public int Port => _node.Port;

    /// <summary>Whether the broker listens and is part of the metadata.</summary>
    public bool IsAlive => _node.IsAlive;

    /// <summary>host:port, as <c>bootstrap.servers</c> takes it.</summary>
    public string Address => $"{Host}:{Port}";
}
