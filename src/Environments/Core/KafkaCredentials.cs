using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ms2Lab.Environments.Core;

/// <summary>How clients sign in to Kafka.</summary>
public sealed record KafkaCredentials
{
    /// <summary>SASL mechanism, for example PLAIN or SCRAM-SHA-256; null means no sign-in.</summary>
    public string? Mechanism { get; init; }

    /// <summary>SASL user name (an API key on Confluent Cloud).</summary>
    public string? Username { get; init; }

    /// <summary>SASL password (an API secret on Confluent Cloud).</summary>
    public string? Password { get; init; }

    /// <summary>Whether connections are encrypted; null means no.</summary>
    public bool? Tls { get; init; }

    /// <summary>Members that this version does not know.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Unknown { get; set; }

    /// <summary>The <c>security.protocol</c> that these credentials ask for.</summary>
    [JsonIgnore]
    public string SecurityProtocol => (Tls == true, Mechanism is not null) switch
    {
        (true, true) => "SASL_SSL",
        (true, false) => "SSL",
        (false, true) => "SASL_PLAINTEXT",
        _ => "PLAINTEXT",
    };
}
