using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Ms2Lab.Schemas.Registry.Model;

/// <summary>Tags, properties and names of sensitive properties that travel with a schema. Sorted, as the real registry keeps them.</summary>
internal sealed class SchemaMetadata : IEquatable<SchemaMetadata>
{
    /// <summary>The property in which a schema carries the version it wants to be known by.</summary>
    internal const string VersionProperty = "confluent:version";

    private static readonly byte[] Present = [1];
    private readonly ImmutableSortedDictionary<string, ImmutableSortedSet<string>> tags;
    private readonly ImmutableSortedDictionary<string, string> properties;
    private readonly ImmutableSortedSet<string> sensitive;

    private SchemaMetadata(
        ImmutableSortedDictionary<string, ImmutableSortedSet<string>> tags, ImmutableSortedDictionary<string, string> properties,
        ImmutableSortedSet<string> sensitive)
    {
        this.tags = tags;
        this.properties = properties;
        this.sensitive = sensitive;
    }

    internal static SchemaMetadata Empty { get; } = new(
        ImmutableSortedDictionary.Create<string, ImmutableSortedSet<string>>(StringComparer.Ordinal),
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal),
        ImmutableSortedSet.Create<string>(StringComparer.Ordinal));

    /// <summary>The version in <see cref="VersionProperty"/>, if it is a number.</summary>
    internal int? Version => int.TryParse(Property(VersionProperty), out var version) ? version : null;

    /// <summary>Field names that later schemas must keep free.</summary>
    internal IEnumerable<string> ReservedFields =>
        (Property("confluent:reserved") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct();

    /// <summary>Reads the member <c>metadata</c> of a body; null where it is absent.</summary>
    /// <exception cref="RegistryException">It has another shape.</exception>
    internal static SchemaMetadata? Parse(JsonNode? node) => node switch
    {
        null => null,
        JsonObject json => new SchemaMetadata(
            Members(json, "tags", (name, value) => Texts(value, name), Empty.tags),
            Members(json, "properties", (_, value) => value?.ToString() ?? "", Empty.properties),
            Texts(json["sensitive"], "sensitive")),
        _ => throw WrongShape("Metadata"),
    };

    /// <summary>Puts <paramref name="later"/> over <paramref name="earlier"/>, member by member.</summary>
    internal static SchemaMetadata? Merge(SchemaMetadata? earlier, SchemaMetadata? later) => (earlier, later) switch
    {
        (null, _) => later,
        (_, null) => earlier,
        _ => new SchemaMetadata(
            earlier.tags.SetItems(later.tags), earlier.properties.SetItems(later.properties), earlier.sensitive.Union(later.sensitive)),
    };

    internal string? Property(string name) => properties.GetValueOrDefault(name);

    internal SchemaMetadata WithVersion(int version) => new(
        tags, properties.SetItem(VersionProperty, version.ToString(System.Globalization.CultureInfo.InvariantCulture)), sensitive);

    internal SchemaMetadata WithoutVersion() => new(tags, properties.Remove(VersionProperty), sensitive);

    /// <summary>Adds what identifies a schema beside its text; the order is the real registry's, whose guids these are.</summary>
    internal void AddTo(IncrementalHash hash)
    {
        hash.AppendData(Present);
        foreach (var text in tags.SelectMany(t => t.Value.Prepend(t.Key)).Concat(properties.SelectMany(p => new[] { p.Key, p.Value })).Concat(sensitive))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(text));
        }
    }

    internal JsonObject ToJson()
    {
        var json = new JsonObject();
        if (tags.Count > 0)
        {
            json["tags"] = new JsonObject(tags.Select(t => KeyValuePair.Create(t.Key, (JsonNode?)Array(t.Value))));
        }

        if (properties.Count > 0)
        {
            json["properties"] = new JsonObject(properties.Select(p => KeyValuePair.Create(p.Key, (JsonNode?)p.Value)));
        }

        if (sensitive.Count > 0)
        {
            json["sensitive"] = Array(sensitive);
        }

        return json;
    }

    public bool Equals(SchemaMetadata? other) => other is not null && JsonNode.DeepEquals(ToJson(), other.ToJson());

    public override bool Equals(object? obj) => Equals(obj as SchemaMetadata);

    public override int GetHashCode() => HashCode.Combine(tags.Count, properties.Count, sensitive.Count);

    /// <summary>The form that error messages show.</summary>
    public override string ToString() =>
        $"Metadata{{tags={Shown(tags.Select(t => $"{t.Key}=[{string.Join(", ", t.Value)}]"))}, " +
        $"properties={Shown(properties.Select(p => $"{p.Key}={p.Value}"))}, sensitive={(sensitive.Count == 0 ? "null" : $"[{string.Join(", ", sensitive)}]")}}}";

    private static string Shown(IEnumerable<string> members) => string.Join(", ", members) is { Length: > 0 } text ? $"{{{text}}}" : "null";

    private static JsonArray Array(IEnumerable<string> texts) => new([.. texts.Select(t => JsonValue.Create(t))]);

    private static ImmutableSortedDictionary<string, T> Members<T>(
        JsonObject json, string member, Func<string, JsonNode?, T> read, ImmutableSortedDictionary<string, T> empty) => json[member] switch
        {
            null => empty,
            JsonObject members => empty.AddRange(members.Select(m => KeyValuePair.Create(m.Key, read(m.Key, m.Value)))),
            _ => throw WrongShape("TreeMap"),
        };

    private static ImmutableSortedSet<string> Texts(JsonNode? node, string member) => node switch
    {
        null => Empty.sensitive,
        JsonArray array => ImmutableSortedSet.CreateRange(StringComparer.Ordinal, array.Select(t => t?.ToString() ?? "")),
        _ => throw WrongShape("TreeSet"),
    };

    private static RegistryException WrongShape(string type) => new(400, 400, $"Cannot deserialize value of type `{type}`");
}
