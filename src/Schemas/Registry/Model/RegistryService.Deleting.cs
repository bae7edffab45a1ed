namespace Ms2Lab.Schemas.Registry.Model;

/// <content>Soft and permanent deletion.</content>
internal sealed partial class RegistryService
{
    internal Task<int> DeleteVersionAsync(string subject, string version, bool permanent, CancellationToken cancellation)
    {
        var number = ParseVersion(version);
        return ChangeAsync(StoreFailure.DeleteVersion, changes => DeleteVersion(subject, number, permanent, changes), cancellation);
    }

    internal Task<IReadOnlyList<int>> DeleteSubjectAsync(string subject, bool permanent, CancellationToken cancellation) =>
        ChangeAsync(StoreFailure.DeleteSubject(subject), changes => DeleteSubject(subject, permanent, changes), cancellation);

    /// <summary>Takes a context without subjects from the list of contexts.</summary>
    internal Task DeleteContextAsync(string context, CancellationToken cancellation) => ChangeAsync(
        StoreFailure.DeleteContext,
        changes =>
        {
            if (state.HasSubjects(context, deleted: true))
            {
                throw Faults.ContextNotEmpty(context);
            }

            changes.Add(new RegistryChange.ContextListed(SubjectName.Parse(context).Context, IsListed: false));
            return true;
        },
        cancellation);

    private int DeleteVersion(string subject, int version, bool permanent, List<RegistryChange> changes)
    {
        var found = version == -1 ? state.Latest(subject) : state.Version(subject, version);
        if (found is null)
        {
            throw state.HasSubjects(subject, deleted: true) ? Faults.VersionNotFound(version) : Faults.SubjectNotFound(subject);
        }

        if (found.Deleted && !permanent)
        {
            throw Faults.VersionSoftDeleted(subject, found.Version);
        }

        RequireNotReadOnly(subject);
        if (IsReferenced(found, permanent))
        {
            throw Faults.Referenced(subject, found.Version);
        }

        if (permanent && !found.Deleted)
        {
            throw Faults.VersionNotSoftDeleted(subject, found.Version);
        }

        if (permanent)
        {
            changes.Add(new RegistryChange.SchemaErased(subject, found.Version));
            if (state.Versions(subject, deleted: true).Count == 1)
            {
                ForgetSettings(subject, changes);
            }
        }
        else
        {
            changes.Add(new RegistryChange.SchemaStored(found with { Deleted = true }));
        }

        return found.Version;
    }

    private IReadOnlyList<int> DeleteSubject(string subject, bool permanent, List<RegistryChange> changes)
    {
        if (!state.HasSubjects(subject, deleted: true))
        {
            throw Faults.SubjectNotFound(subject);
        }

        if (!permanent && !state.HasSubjects(subject, deleted: false))
        {
            throw Faults.SubjectSoftDeleted(subject);
        }

        RequireNotReadOnly(subject);
        var doomed = state.Versions(subject, deleted: permanent);
        foreach (var version in doomed)
        {
            if (Referrers(version, permanent).Any(r => r.Subject != subject))
            {
                throw Faults.Referenced(subject, version.Version);
            }

            if (permanent && !version.Deleted)
            {
                throw Faults.SubjectNotSoftDeleted(subject);
            }
        }

        if (!permanent)
        {
            changes.Add(new RegistryChange.SubjectDeleted(subject, doomed.Count > 0 ? doomed[^1].Version : 0));
        }
        else
        {
            // The newest first: versions may refer to older ones of their own subject.
            changes.AddRange(doomed.Reverse().Select(v => new RegistryChange.SchemaErased(subject, v.Version)));
            ForgetSettings(subject, changes);
        }

        return [.. doomed.Select(v => v.Version)];
    }

    private void ForgetSettings(string subject, List<RegistryChange> changes)
    {
        if (state.Modes.ContainsKey(subject))
        {
            changes.Add(new RegistryChange.ModeSet(subject, null));
        }

        if (state.Configs.ContainsKey(subject))
        {
            changes.Add(new RegistryChange.ConfigSet(subject, null));
        }
    }
}
