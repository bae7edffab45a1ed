using System.Security.Cryptography.X509Certificates;

namespace Ms2Lab.Kafka.Broker;

/// <summary>A further listener of every broker: another door with an address of its own, which is what its clients are told of all brokers.</summary>
public sealed record ListenerOptions
{
    /// <summary>Name by which <see cref="EmbeddedKafka.BootstrapServersOf"/> finds it.</summary>
    public required string Name { get; init; }

    /// <summary>Address or host name that it binds to; <c>0.0.0.0</c> lets other machines and containers in.</summary>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>Port of each broker in the order of their ids; 0, or none given, takes a free one.</summary>
    public IReadOnlyList<int> Ports { get; init; } = [];

    /// <summary>Host that its clients are told to dial; null tells them <see cref="Host"/>.</summary>
    public string? AdvertisedHost { get; init; }

    /// <summary>Certificate with private key: when given, the listener speaks TLS only.</summary>
    public X509Certificate2? TlsCertificate { get; init; }

    /// <summary>Whether clients have to sign in by SASL PLAIN as one of <see cref="EmbeddedKafkaOptions.SaslUsers"/>.</summary>
    public bool RequiresSasl { get; init; }
}
