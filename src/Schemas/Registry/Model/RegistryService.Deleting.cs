namespace Ms2Lab.Schemas.Registry.Model;

/// <content>Soft and permanent deletion.</content>
internal sealed partial class RegistryService
{
    internal int DeleteVersion(string subject, string version, bool permanent)
    {
        var number = ParseVersion(version);
        lock (gate)
        {
            RequireNotReadOnly(subject);
            var all = state.Versions(subject, deleted: true);
            if (all.Count == 0)
            {
                throw Faults.SubjectNotFound(subject);
            }

            var found = number == -1
                ? all.LastOrDefault(v => permanent || !v.Deleted)
                : all.FirstOrDefault(v => v.Version == number);
            if (found is null)
            {
                throw Faults.VersionNotFound(number);
            }

            if (found.Deleted && !permanent)
            {
                throw Faults.VersionSoftDeleted(subject, found.Version);
            }

            if (!found.Deleted && permanent)
            {
                throw Faults.VersionNotSoftDeleted(subject, found.Version);
            }

            Delete(found, permanent);
            return found.Version;
        }
    }

    internal IReadOnlyList<int> DeleteSubject(string subject, bool permanent)
    {
        lock (gate)
        {
            RequireNotReadOnly(subject);
            var all = state.Versions(subject, deleted: true);
            if (all.Count == 0)
            {
                throw Faults.SubjectNotFound(subject);
            }

            var live = all.Where(v => !v.Deleted).ToList();
            if (permanent && live.Count > 0)
            {
                throw Faults.SubjectNotSoftDeleted(subject);
            }

            if (!permanent && live.Count == 0)
            {
                throw Faults.SubjectSoftDeleted(subject);
            }

            var doomed = permanent ? all : live;
            if (doomed.FirstOrDefault(v => IsReferenced(v, permanent)) is { } referenced)
            {
                throw Faults.Referenced(subject, referenced.Version);
            }

            foreach (var schema in doomed)
            {
                Delete(schema, permanent);
            }

            return [.. doomed.Select(v => v.Version)];
        }
    }

    private void Delete(StoredSchema schema, bool permanent)
    {
        if (IsReferenced(schema, permanent))
        {
            throw Faults.Referenced(schema.Subject, schema.Version);
        }

        if (!permanent)
        {
            Write(schema with { Deleted = true, Timestamp = time.GetUtcNow().ToUnixTimeMilliseconds() });
            return;
        }

        Erase(schema);
        if (state.Versions(schema.Subject, deleted: true).Count == 0)
        {
            WriteConfig(schema.Subject, null);
            WriteMode(schema.Subject, null);
        }
    }
}
