namespace Ms2Lab.Schemas.Registry.Model;

/// <content>Reading.</content>
internal sealed partial class RegistryService
{
    internal IReadOnlyList<string> Subjects(string prefix, bool deleted, bool deletedOnly)
    {
        lock (gate)
        {
            return [.. state.Subjects.Where(s => SubjectName.Parse(s).IsUnder(prefix)).Where(s =>
            {
                var live = state.Versions(s, deleted: false).Count > 0;
                return deletedOnly ? !live : live || deleted;
            })];
        }
    }

    /// <summary>Version numbers of a subject; softly deleted ones are left out, the only ones, or shown below zero.</summary>
    internal IReadOnlyList<int> Versions(string subject, bool deleted, bool deletedOnly, bool deletedAsNegative)
    {
        lock (gate)
        {
            return state.HasSubjects(subject, deleted || deletedOnly)
                ? [.. state.Versions(subject, deleted || deletedOnly || deletedAsNegative)
                    .Where(v => deletedAsNegative || !deletedOnly || v.Deleted)
                    .Select(v => v.Deleted && deletedAsNegative ? -v.Version : v.Version)]
                : throw Faults.SubjectNotFound(subject);
        }
    }

    internal StoredSchema Version(string subject, string version, bool deleted)
    {
        var number = ParseVersion(version);
        lock (gate)
        {
            return InContexts(subject).Select(s => Version(s, number, deleted)).FirstOrDefault(v => v is not null)
                ?? throw (state.HasSubjects(subject, deleted) ? Faults.VersionNotFound(number) : Faults.SubjectNotFound(subject));
        }
    }

    internal IReadOnlyList<StoredSchema> Schemas(string prefix, bool deleted, bool latestOnly, bool aliases)
    {
        lock (gate)
        {
            var subjects = state.Subjects.Where(s => SubjectName.Parse(s).IsUnder(prefix));
            if (aliases)
            {
                subjects = subjects.Union(Aliases(prefix).Select(a => a.Key)).Order(StringComparer.Ordinal);
            }

            return [.. subjects.SelectMany(s =>
            {
                var versions = state.Versions(s, deleted);
                return latestOnly ? versions.TakeLast(1) : versions;
            })];
        }
    }

    /// <summary>Subjects with the aliases under <paramref name="prefix"/> that stand for them.</summary>
    internal ILookup<string, string> Aliases(string prefix)
    {
        lock (gate)
        {
            return state.Configs.Where(c => c.Key.Length > 0 && SubjectName.Parse(c.Key).IsUnder(prefix) && c.Value["alias"] is not null)
                .ToLookup(c => SubjectName.Within(c.Key, c.Value["alias"]!.GetValue<string>()), c => c.Key);
        }
    }

    /// <summary>The schema of an id.</summary>
    internal StoredSchema? ById(int id, string subject)
    {
        lock (gate)
        {
            return ById(id, SubjectName.Parse(subject));
        }
    }

    internal int MaxId(string subject)
    {
        lock (gate)
        {
            return state.MaxId(SubjectName.Parse(subject).Context);
        }
    }

    internal IReadOnlyList<StoredSchema> UsesOfId(int id, string subject, bool deleted)
    {
        lock (gate)
        {
            var found = ById(id, SubjectName.Parse(subject)) ?? throw Faults.SchemaNotFound();
            return [.. Uses(found.Context, id).Where(s => deleted || !s.Deleted)];
        }
    }

    internal StoredSchema ByGuid(string guid)
    {
        lock (gate)
        {
            var known = NormalGuid(guid);
            var context = AllContexts().FirstOrDefault(c => state.KnownId(c, known) is not null) ?? throw Faults.SchemaNotFound(guid);

            // The real registry finds a forgotten guid and then stumbles over the missing schema.
            return state.IdOf(context, known) is { } id ? Uses(context, id).First() : throw Faults.Internal();
        }
    }

    internal IReadOnlyList<(string Context, int Id)> IdsOfGuid(string guid)
    {
        lock (gate)
        {
            return [.. AllContexts().Where(c => state.KnownId(c, NormalGuid(guid)) is not null).Select(c => (c, state.KnownId(c, NormalGuid(guid))!.Value))];
        }
    }

    private static string NormalGuid(string guid) => Guid.TryParseExact(guid, "D", out var parsed) ? parsed.ToString() : guid;

    internal IReadOnlyList<int> ReferencedBy(string subject, string version, bool deleted)
    {
        var target = Version(subject, version, deleted: true);
        lock (gate)
        {
            return [.. Referrers(target, deleted).Select(s => (s.Context, s.Id)).Distinct()
                .OrderBy(s => s.Context, StringComparer.Ordinal).ThenBy(s => s.Id).Select(s => s.Id)];
        }
    }

    internal StoredSchema ByMetadata(string subject, IReadOnlyList<(string Key, string Value)> pairs, bool deleted)
    {
        lock (gate)
        {
            return state.Versions(subject, deleted).LastOrDefault(v => v.Metadata is { } m && pairs.All(p => m.Property(p.Key) == p.Value))
                ?? throw (state.HasSubjects(subject, deleted) ? Faults.SchemaNotFound() : Faults.SubjectNotFound(subject));
        }
    }

    internal IReadOnlyList<string> Contexts()
    {
        lock (gate)
        {
            return AllContexts();
        }
    }

    internal string Text(StoredSchema schema, string? format)
    {
        if (string.IsNullOrWhiteSpace(format))
        {
            return schema.Text;
        }

        lock (gate)
        {
            return Parsed(schema).Formatted(format);
        }
    }

    private string[] AllContexts() => [SubjectName.DefaultContext, .. state.Contexts];

    /// <summary>A subject of the default context may stand for its namesakes in the others.</summary>
    private IEnumerable<string> InContexts(string subject) => SubjectName.Parse(subject).Context == SubjectName.DefaultContext
        ? state.Contexts.Select(c => SubjectName.Within($":{c}:", subject)).Prepend(subject) : [subject];

    private StoredSchema? Version(string subject, int version, bool deleted) => version == -1 ? state.Latest(subject)
        : state.Version(subject, version) is { } found && (deleted || !found.Deleted) ? found : null;

    private StoredSchema? ById(int id, SubjectName subject)
    {
        if (subject.Name.Length > 0)
        {
            var own = InContexts(subject.ToString()).Select(s => state.Use(s, id)).FirstOrDefault(v => v is not null);
            if (own is not null || subject.Context != SubjectName.DefaultContext)
            {
                return own;
            }
        }

        return Uses(subject.Context, id).FirstOrDefault();
    }

    private IEnumerable<StoredSchema> Uses(string context, int id) => state.Uses(context, id).Select(u => state.Version(u.Subject, u.Version)!);

    private IEnumerable<StoredSchema> Referrers(StoredSchema target, bool includeDeleted) => state.All.Where(s => (includeDeleted || !s.Deleted)
        && s.References.Any(r => r.Version == target.Version && SubjectName.Within(s.Subject, r.Subject!) == target.Subject));

    private bool IsReferenced(StoredSchema target, bool includeDeleted) => Referrers(target, includeDeleted).Any();
}
