namespace Ms2Lab.Schemas.Registry.Model;

/// <content>Reading.</content>
internal sealed partial class RegistryService
{
    internal IReadOnlyList<string> Subjects(string prefix, bool deleted, bool deletedOnly)
    {
        lock (gate)
        {
            return [.. state.Subjects.Where(s => Matches(s, prefix)).Where(s =>
            {
                var live = state.Versions(s, deleted: false).Count > 0;
                return deletedOnly ? !live : live || deleted;
            })];
        }
    }

    internal IReadOnlyList<StoredSchema> Versions(string subject, bool deleted, bool deletedOnly)
    {
        lock (gate)
        {
            var found = state.Versions(subject, deleted || deletedOnly).Where(v => !deletedOnly || v.Deleted).ToList();
            return found.Count > 0 ? found : throw Faults.SubjectNotFound(subject);
        }
    }

    internal StoredSchema Version(string subject, string version, bool deleted)
    {
        var number = ParseVersion(version);
        lock (gate)
        {
            var all = state.Versions(subject, deleted);
            if (all.Count == 0)
            {
                throw Faults.SubjectNotFound(subject);
            }

            return number == -1
                ? state.Versions(subject, deleted: false) is [.., var last] ? last : all[^1]
                : all.FirstOrDefault(v => v.Version == number) ?? throw Faults.VersionNotFound(number);
        }
    }

    internal IReadOnlyList<StoredSchema> Schemas(string prefix, bool deleted, bool latestOnly)
    {
        lock (gate)
        {
            return [.. state.Subjects.Where(s => Matches(s, prefix)).SelectMany(s =>
            {
                var versions = state.Versions(s, deleted);
                return latestOnly ? versions.TakeLast(1) : versions;
            })];
        }
    }

    /// <summary>The schema of an id: the entry written last, live ones first.</summary>
    internal StoredSchema? ById(int id, string? subject)
    {
        lock (gate)
        {
            return state.WithId(ContextFor(subject), id).OrderBy(s => s.Subject == subject).ThenBy(s => !s.Deleted).ThenBy(s => s.Timestamp).LastOrDefault();
        }
    }

    internal int MaxId(string? subject)
    {
        lock (gate)
        {
            return state.MaxId(ContextFor(subject));
        }
    }

    internal IReadOnlyList<StoredSchema> UsesOfId(int id, string? subject, bool deleted)
    {
        lock (gate)
        {
            var found = state.WithId(ContextFor(subject), id);
            return found.Count == 0 ? throw Faults.SchemaNotFound() : RegistryState.InHashOrder(found.Where(s => deleted || !s.Deleted));
        }
    }

    internal IReadOnlyList<StoredSchema> ByGuid(string guid)
    {
        lock (gate)
        {
            StoredSchema[] found = [.. state.All.Where(s => s.Guid.Equals(guid, StringComparison.OrdinalIgnoreCase))];
            return found.Length > 0 ? found : throw Faults.SchemaNotFound(guid);
        }
    }

    internal IReadOnlyList<int> ReferencedBy(string subject, string version, bool deleted)
    {
        var target = Version(subject, version, deleted);
        lock (gate)
        {
            return [.. Referrers(target, deleted).Select(s => s.Id).Distinct()];
        }
    }

    internal StoredSchema ByMetadata(string subject, IReadOnlyList<(string Key, string Value)> pairs, bool deleted)
    {
        lock (gate)
        {
            var versions = state.Versions(subject, deleted);
            if (versions.Count == 0)
            {
                throw Faults.SubjectNotFound(subject);
            }

            return versions.LastOrDefault(v => pairs.All(p => Property(v.Metadata, p.Key) == p.Value)) ?? throw Faults.SchemaNotFound();
        }
    }

    internal IReadOnlyList<string> Contexts()
    {
        lock (gate)
        {
            return [.. state.Subjects.Select(StoredSchema.ContextOf).Append(".").Distinct().Order(StringComparer.Ordinal)];
        }
    }

    internal string Text(StoredSchema schema, string? format)
    {
        if (string.IsNullOrEmpty(format))
        {
            return schema.Text;
        }

        lock (gate)
        {
            return Parsed(schema).Formatted(format);
        }
    }

    private IEnumerable<StoredSchema> Referrers(StoredSchema target, bool includeDeleted) =>
        state.All.Where(s => (includeDeleted || !s.Deleted) && s.References.Any(r => r.Subject == target.Subject && r.Version == target.Version));

    private bool IsReferenced(StoredSchema target, bool includeDeleted) => Referrers(target, includeDeleted).Any();

    private static bool Matches(string subject, string prefix) => prefix is ":*:" || subject.StartsWith(prefix, StringComparison.Ordinal) ||
        (prefix.StartsWith(":*:", StringComparison.Ordinal) && Unqualified(subject).StartsWith(prefix[3..], StringComparison.Ordinal));

    private static string Unqualified(string subject)
    {
        var end = subject.StartsWith(":.", StringComparison.Ordinal) ? subject.IndexOf(':', 1) : -1;
        return end < 0 ? subject : subject[(end + 1)..];
    }

    private static string ContextFor(string? subject) => subject is null ? "." : StoredSchema.ContextOf(subject);
}
