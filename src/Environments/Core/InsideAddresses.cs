using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ms2Lab.Environments.Core;

/// <summary>Addresses that the parts use among themselves: member <c>inside</c> of the endpoints file. Containers on one network see each other by name.</summary>
public sealed record InsideAddresses
{
    /// <summary>Kafka's bootstrap servers.</summary>
    public string? Bootstrap { get; init; }

    /// <summary>The Schema Registry.</summary>
    public string? Registry { get; init; }

    /// <summary>MySQL.</summary>
    [JsonPropertyName("mysql")]
    public string? MySql { get; init; }

    /// <summary>Redis.</summary>
    public string? Redis { get; init; }

    /// <summary>Members that this version does not know.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Unknown { get; set; }
}
