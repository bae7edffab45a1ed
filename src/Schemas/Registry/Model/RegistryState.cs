using System.Text.Json.Nodes;
using Ms2Lab.Schemas.Formats;

namespace Ms2Lab.Schemas.Registry.Model;

/// <summary>Everything a registry knows. Owned by <see cref="RegistryService"/>, which holds one lock around every use.</summary>
internal sealed class RegistryState
{
    private readonly SortedDictionary<string, SortedDictionary<int, StoredSchema>> subjects = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> maxIds = [];

    /// <summary>Config by subject; the empty name is the global one.</summary>
    internal Dictionary<string, JsonObject> Configs { get; } = [];

    /// <summary>Mode by subject; the empty name is the global one.</summary>
    internal Dictionary<string, string> Modes { get; } = [];

    internal IEnumerable<string> Subjects => subjects.Keys;

    internal IEnumerable<StoredSchema> All => subjects.Values.SelectMany(v => v.Values);

    internal IReadOnlyList<StoredSchema> Versions(string subject, bool deleted) =>
        subjects.TryGetValue(subject, out var versions) ? [.. versions.Values.Where(v => deleted || !v.Deleted)] : [];

    internal StoredSchema? Version(string subject, int version) =>
        subjects.TryGetValue(subject, out var versions) ? versions.GetValueOrDefault(version) : null;

    internal int MaxId(string context) => maxIds.GetValueOrDefault(context);

    internal IReadOnlyList<StoredSchema> WithId(string context, int id) =>
        [.. All.Where(s => s.Id == id && StoredSchema.ContextOf(s.Subject) == context)];

    internal void Put(StoredSchema schema)
    {
        if (!subjects.TryGetValue(schema.Subject, out var versions))
        {
            subjects[schema.Subject] = versions = [];
        }

        versions[schema.Version] = schema;
        var context = StoredSchema.ContextOf(schema.Subject);
        maxIds[context] = Math.Max(MaxId(context), schema.Id);
    }

    internal void Remove(string subject, int version)
    {
        if (subjects.TryGetValue(subject, out var versions) && versions.Remove(version) && versions.Count == 0)
        {
            subjects.Remove(subject);
        }
    }

    /// <summary>Schemas in the order in which the real registry walks its hash map of subjects.</summary>
    internal static IReadOnlyList<StoredSchema> InHashOrder(IEnumerable<StoredSchema> schemas)
    {
        var bySubject = schemas.ToLookup(s => s.Subject);
        return [.. JavaHashOrder.Of(bySubject.Select(g => g.Key)).SelectMany(s => bySubject[s])];
    }
}
