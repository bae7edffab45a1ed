using System.Text.Json.Nodes;
using Ms2Lab.Schemas.Registry.Model;

namespace Ms2Lab.Schemas.Registry.Rest;

/// <summary>The body of a settings request, member by member; unknown members are read over.</summary>
internal static class ConfigBody
{
    private const string LevelMember = "compatibility";

    /// <summary>The members that a request sets, under the names that are kept; null removes one.</summary>
    internal static IReadOnlyList<KeyValuePair<string, JsonNode?>> Read(JsonObject body) =>
        [.. body.Select(m => Read(body, m.Key)).OfType<KeyValuePair<string, JsonNode?>>()];

    /// <summary>Settings in the form of a request.</summary>
    internal static JsonObject Answer(JsonObject settings)
    {
        if (settings.Remove(RegistryService.LevelKey, out var level))
        {
            settings[LevelMember] = level;
        }

        return settings;
    }

    private static KeyValuePair<string, JsonNode?>? Read(JsonObject body, string member) => member switch
    {
        LevelMember => new(RegistryService.LevelKey, Level(BodyFaults.Text(body, member))),
        "compatibilityPolicy" => new(member, Policy(BodyFaults.Text(body, member))),
        "defaultMetadata" or "overrideMetadata" => new(member, SchemaMetadata.Parse(body[member])?.ToJson()),
        "normalize" or "validateFields" or "validateNewSchemas" or "validateRules" => new(member, BodyFaults.Flag(body, member)),
        "alias" or "aliasForDeks" or "compatibilityGroup" => new(member, BodyFaults.Text(body, member)),
        _ => null,
    };

    private static JsonNode? Level(string? level) => level is null ? null
        : CompatibilityCheck.Levels.Contains(level.ToUpperInvariant()) ? level.ToUpperInvariant() : throw Faults.InvalidLevel();

    // An unknown policy removes the one that was set; 8.3.1 does not know LOGICAL yet.
    private static JsonNode? Policy(string? policy) => policy?.ToUpperInvariant() is "STRICT" or "LENIENT" ? policy.ToUpperInvariant() : null;
}
