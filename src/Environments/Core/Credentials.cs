using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ms2Lab.Environments.Core;

/// <summary>How to sign in to the parts: <c>credentials</c> of the endpoints file.</summary>
public sealed record Credentials
{
    /// <summary>MySQL's administrator; null means root without password.</summary>
    [JsonPropertyName("mysql")]
    public UserCredentials? MySql { get; init; }

    /// <summary>Redis' password (user optional); null means none.</summary>
    public UserCredentials? Redis { get; init; }

    /// <summary>Kafka's SASL mechanism and TLS; null means plain text without sign-in.</summary>
    public KafkaCredentials? Kafka { get; init; }

    /// <summary>HTTP basic authentication of the registry; null means none.</summary>
    public UserCredentials? Registry { get; init; }

    /// <summary>Members that this version does not know.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Unknown { get; set; }
}
