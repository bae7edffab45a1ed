using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ms2Lab.Environments.Core;

/// <summary>A user and a password; either may be null where the server does not ask for it.</summary>
public sealed record UserCredentials
{
    /// <summary>User name.</summary>
    public string? User { get; init; }

    /// <summary>Password; empty is a password of no characters, null is none.</summary>
    public string? Password { get; init; }

    /// <summary>Members that this version does not know.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Unknown { get; set; }
}
