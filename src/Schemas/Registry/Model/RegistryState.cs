using System.Text.Json.Nodes;
using Ms2Lab.Schemas.Formats;

namespace Ms2Lab.Schemas.Registry.Model;

/// <summary>
/// Everything a registry knows: the sum of the records of its log. Owned by <see cref="RegistryService"/>, which holds one lock around every use.
/// </summary>
internal sealed class RegistryState
{
    private readonly SortedDictionary<string, SortedDictionary<int, StoredSchema>> subjects = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> maxIds = [];
    private readonly Dictionary<(string Context, string Guid), int> ids = [];
    private readonly Dictionary<(string Context, int Id), Dictionary<string, int>> uses = [];
    private readonly SortedSet<string> contexts = new(StringComparer.Ordinal);

    /// <summary>Settings by subject or context; the empty name is the default context.</summary>
    internal Dictionary<string, JsonObject> Configs { get; } = [];

    /// <summary>Mode by subject or context; the empty name is the default context.</summary>
    internal Dictionary<string, string> Modes { get; } = [];

    internal IEnumerable<string> Subjects => subjects.Keys;

    /// <summary>Contexts that were used, without the default one.</summary>
    internal IReadOnlyCollection<string> Contexts => contexts;

    internal IEnumerable<StoredSchema> All => subjects.Values.SelectMany(v => v.Values);

    internal IReadOnlyList<StoredSchema> Versions(string subject, bool deleted) =>
        subjects.TryGetValue(subject, out var versions) ? [.. versions.Values.Where(v => deleted || !v.Deleted)] : [];

    internal StoredSchema? Version(string subject, int version) =>
        subjects.TryGetValue(subject, out var versions) ? versions.GetValueOrDefault(version) : null;

    internal StoredSchema? Latest(string subject) => Versions(subject, deleted: false) is [.., var latest] ? latest : null;

    /// <summary>Whether a subject has versions; for a context (null: all of them) whether one of its subjects has.</summary>
    internal bool HasSubjects(string? subject, bool deleted) => SubjectsOf(subject).Any(s => Versions(s, deleted).Count > 0);

    /// <summary>The subject itself, or the subjects of a context; null stands for all.</summary>
    internal IEnumerable<string> SubjectsOf(string? subject)
    {
        var name = subject is null ? default : SubjectName.Parse(subject);
        return subject is null || name.IsGlobalContext ? Subjects
            : name.Name.Length == 0 ? Subjects.Where(s => SubjectName.Parse(s).Context == name.Context)
            : Subjects.Where(s => s == subject);
    }

    internal int MaxId(string context) => maxIds.GetValueOrDefault(context);

    /// <summary>The id of a schema in a context; ids whose versions are all gone are forgotten.</summary>
    internal int? IdOf(string context, string guid) => KnownId(context, guid) is { } id && uses.ContainsKey((context, id)) ? id : null;

    /// <summary>The id that a context ever gave to a schema.</summary>
    internal int? KnownId(string context, string guid) => ids.TryGetValue((context, guid), out var id) ? id : null;

    /// <summary>Where an id is used in a context: subjects with the version written last, in the order in which the real registry's hash map walks them.</summary>
    internal IReadOnlyList<(string Subject, int Version)> Uses(string context, int id) =>
        uses.TryGetValue((context, id), out var found) ? [.. JavaHashOrder.Of(found.Keys).Select(s => (s, found[s]))] : [];

    /// <summary>The version of a subject that was written last with an id.</summary>
    internal StoredSchema? Use(string subject, int id) =>
        uses.TryGetValue((SubjectName.Parse(subject).Context, id), out var found) && found.TryGetValue(subject, out var version) ? Version(subject, version) : null;

    internal void Apply(RegistryChange change)
    {
        switch (change)
        {
            case RegistryChange.SchemaStored(var schema):
                Put(schema);
                break;
            case RegistryChange.SchemaErased(var subject, var version):
                Remove(subject, version);
                break;
            case RegistryChange.SubjectDeleted(var subject, var upTo):
                foreach (var live in Versions(subject, deleted: false).Where(v => v.Version <= upTo))
                {
                    Put(live with { Deleted = true });
                }

                break;
            case RegistryChange.SubjectCleared(var subject):
                foreach (var deleted in SubjectsOf(subject).ToList().SelectMany(s => Versions(s, deleted: true)).Where(v => v.Deleted))
                {
                    Remove(deleted.Subject, deleted.Version);
                }

                break;
            case RegistryChange.ConfigSet(var subject, var config):
                Set(Configs, subject, config);
                break;
            case RegistryChange.ModeSet(var subject, var mode):
                Set(Modes, subject, mode);
                break;
            case RegistryChange.ContextListed(var context, true):
                contexts.Add(context);
                break;
            case RegistryChange.ContextListed(var context, false):
                contexts.Remove(context);
                break;
        }
    }

    private static void Set<T>(Dictionary<string, T> settings, string? subject, T? value)
        where T : class
    {
        if (value is null)
        {
            settings.Remove(subject ?? "");
        }
        else
        {
            settings[subject ?? ""] = value;
        }
    }

    private void Put(StoredSchema schema)
    {
        if (!subjects.TryGetValue(schema.Subject, out var versions))
        {
            subjects[schema.Subject] = versions = [];
        }

        versions[schema.Version] = schema;
        var context = schema.Context;
        maxIds[context] = Math.Max(MaxId(context), schema.Id);
        ids[(context, schema.Guid)] = schema.Id;
        if (!uses.TryGetValue((context, schema.Id), out var users))
        {
            uses[(context, schema.Id)] = users = [];
        }

        users[schema.Subject] = schema.Version;
    }

    private void Remove(string subject, int version)
    {
        if (!subjects.TryGetValue(subject, out var versions) || !versions.Remove(version, out var removed))
        {
            return;
        }

        if (versions.Count == 0)
        {
            subjects.Remove(subject);
        }

        if (uses.TryGetValue((removed.Context, removed.Id), out var users) && users.GetValueOrDefault(subject) == version
            && users.Remove(subject) && users.Count == 0)
        {
            uses.Remove((removed.Context, removed.Id));
        }
    }
}
