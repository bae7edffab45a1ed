using System.Security.Cryptography.X509Certificates;

namespace Ms2Lab.Kafka.Broker;

/// <summary>How an <see cref="EmbeddedKafka"/> is laid out. The defaults give one broker on a free port of 127.0.0.1 with Kafka's own settings.</summary>
public sealed record EmbeddedKafkaOptions
{
    /// <summary>Number of brokers; their ids are 1, 2, 3 and so on.</summary>
    public int Brokers { get; init; } = 1;

    /// <summary>Port of each broker in the order of their ids; 0, or none given, takes a free one.</summary>
    public IReadOnlyList<int> Ports { get; init; } = [];

    /// <summary>Address or host name that the listeners bind to.</summary>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>Host that clients are told to dial; null tells them <see cref="Host"/>. A container needs another one than the machine itself.</summary>
    public string? AdvertisedHost { get; init; }

    /// <summary>Broker settings by Kafka's names, such as <c>auto.create.topics.enable</c> or <c>num.partitions</c>; they read back through DescribeConfigs.</summary>
    public IReadOnlyDictionary<string, string> Configs { get; init; } = new Dictionary<string, string>();

    /// <summary>Bytes of batches that the whole cluster keeps at most.</summary>
    public long MemoryBudgetBytes { get; init; } = 256L << 20;

    /// <summary>What happens to a produce that does not fit into <see cref="MemoryBudgetBytes"/>.</summary>
    public MemoryPolicy MemoryPolicy { get; init; } = MemoryPolicy.RefuseProduce;

    /// <summary>Told of mistakes of the embedded broker itself, while the client in question gets UNKNOWN_SERVER_ERROR. Called from any thread.</summary>
    public Action<Exception>? OnError { get; init; }

    /// <summary>All timers and timestamps of the cluster come from here.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Users and passwords for SASL PLAIN. The first listener asks for them unless there are none.</summary>
    public IReadOnlyDictionary<string, string> SaslUsers { get; init; } = new Dictionary<string, string>();

    /// <summary>Certificate with private key: when given, the first listener speaks TLS only.</summary>
    public X509Certificate2? TlsCertificate { get; init; }

    /// <summary>Further listeners of every broker, beside the one that the members above lay out.</summary>
    public IReadOnlyList<ListenerOptions> MoreListeners { get; init; } = [];

    /// <summary>
    /// Lets the first Metadata request for a missing topic be answered UNKNOWN_TOPIC_OR_PARTITION while the topic is being created, which takes 20 ms of the
    /// cluster's clock, as Kafka does it; clients ask again, after up to a second. Otherwise the topic is in that answer already.
    /// </summary>
    public bool CreatesTopicsLate { get; init; }

    /// <summary>Lowers a wanted replication factor to the number of brokers instead of refusing it, so that programs made for three brokers run on one.</summary>
    public bool ClampReplicationFactor { get; init; }
}
