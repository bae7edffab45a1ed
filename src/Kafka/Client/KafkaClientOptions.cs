using System.Globalization;
using Ms2Lab.Kafka.Client.Security;

namespace Ms2Lab.Kafka.Client;

/// <summary>How to reach a cluster; names in brackets are the client properties they come from.</summary>
public sealed record KafkaClientOptions
{
    /// <summary>Addresses <c>host:port</c> to ask first [bootstrap.servers].</summary>
    public required IReadOnlyList<string> BootstrapServers { get; init; }

    /// <summary>The name that brokers log [client.id].</summary>
    public string ClientId { get; init; } = "";

    /// <summary>How long one request may take, the wait for a connection included [request.timeout.ms].</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an operation with retries may take [default.api.timeout.ms].</summary>
    public TimeSpan DefaultApiTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Age at which metadata is asked for again [metadata.max.age.ms].</summary>
    public TimeSpan MetadataMaxAge { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The pause before another try [retry.backoff.ms].</summary>
    public TimeSpan RetryBackoff { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The clock of all waits.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>TLS and SASL [security.protocol, ssl.*, sasl.*].</summary>
    public SecurityOptions Security { get; init; } = SecurityOptions.Plaintext;

    /// <summary>Reads a Kafka client's properties; those that are not listed above are left alone.</summary>
    /// <exception cref="ArgumentException">bootstrap.servers is missing, or a number is none.</exception>
    public static KafkaClientOptions FromProperties(IReadOnlyDictionary<string, string> properties)
    {
        ArgumentNullException.ThrowIfNull(properties);
        var servers = properties.GetValueOrDefault("bootstrap.servers")?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        if (servers.Length == 0)
        {
            throw new ArgumentException("No resolvable bootstrap urls given in bootstrap.servers");
        }
        var defaults = new KafkaClientOptions { BootstrapServers = servers };
        return defaults with
        {
            ClientId = properties.GetValueOrDefault("client.id", ""),
            RequestTimeout = Milliseconds(properties, "request.timeout.ms", defaults.RequestTimeout),
            DefaultApiTimeout = Milliseconds(properties, "default.api.timeout.ms", defaults.DefaultApiTimeout),
            MetadataMaxAge = Milliseconds(properties, "metadata.max.age.ms", defaults.MetadataMaxAge),
            RetryBackoff = Milliseconds(properties, "retry.backoff.ms", defaults.RetryBackoff),
            Security = SecurityOptions.FromProperties(properties),
        };
    }

    private static TimeSpan Milliseconds(IReadOnlyDictionary<string, string> properties, string name, TimeSpan standard)
    {
        if (!properties.TryGetValue(name, out var text))
        {
            return standard;
        }
        return long.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var ms) && ms >= 0
            ? TimeSpan.FromMilliseconds(ms)
            : throw new ArgumentException($"Invalid value {text} for configuration {name}: Not a number of type INT");
    }
}
