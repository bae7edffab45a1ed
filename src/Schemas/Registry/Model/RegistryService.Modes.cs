namespace Ms2Lab.Schemas.Registry.Model;

/// <content>Modes. A subject without its own has that of its context, then that of the context <c>.__GLOBAL</c>.</content>
internal sealed partial class RegistryService
{
    private const string ReadWrite = "READWRITE";
    private const string Import = "IMPORT";
    private static readonly string[] Modes = [ReadWrite, "READONLY", "READONLY_OVERRIDE", Import, "FORWARD"];

    internal string Mode(string subject, bool defaultToGlobal)
    {
        lock (gate)
        {
            return (defaultToGlobal ? EffectiveMode(subject) : OwnMode(subject)) ?? throw Faults.NoMode(subject);
        }
    }

    /// <summary>Sets a mode; null removes it.</summary>
    internal Task SetModeAsync(string subject, string? mode, bool force, CancellationToken cancellation)
    {
        var name = SubjectName.Parse(subject);
        if (!SubjectName.IsValid(subject, forSettings: true))
        {
            throw Faults.InvalidSubject(subject);
        }

        var wanted = mode?.ToUpperInvariant();
        if (wanted is not null && !Modes.Contains(wanted))
        {
            throw Faults.InvalidMode();
        }

        if (mode == "FORWARD" && !name.IsGlobalContext)
        {
            throw Faults.InvalidMode("Forward mode only supported on global level");
        }

        return ChangeAsync(
            StoreFailure.UpdateMode,
            changes =>
            {
                if (wanted == Import && EffectiveMode(subject) != Import && !force)
                {
                    ForgetDeleted(subject.Length == 0 ? null : subject, changes);
                }

                changes.Add(new RegistryChange.ModeSet(subject.Length == 0 ? null : subject, wanted));
                return true;
            },
            cancellation);
    }

    /// <summary>Removes a mode and answers it; with <paramref name="recursive"/> those of a context's subjects too, and null where it had none itself.</summary>
    internal Task<string?> DeleteModeAsync(string subject, bool recursive, CancellationToken cancellation) => ChangeAsync(
        StoreFailure.DeleteMode,
        changes =>
        {
            var own = OwnMode(subject) ?? (recursive ? null : throw Faults.SubjectNotFound(subject));
            changes.Add(new RegistryChange.ModeSet(subject.Length == 0 ? null : subject, null));
            if (recursive && SubjectName.Parse(subject) is { Name.Length: 0 } context)
            {
                changes.AddRange(state.Modes.Keys.Where(s => s.Length > 0 && s != subject && SubjectName.Parse(s).Context == context.Context)
                    .Select(s => new RegistryChange.ModeSet(s, null)));
            }

            return own;
        },
        cancellation);

    // Ids can only be given where no schema has one yet.
    private void ForgetDeleted(string? subject, List<RegistryChange> changes)
    {
        if (state.HasSubjects(subject, deleted: false))
        {
            throw Faults.NotPermitted("Cannot import since found existing subjects");
        }

        var deleted = state.SubjectsOf(subject).SelectMany(s => state.Versions(s, deleted: true)).ToList();
        if (deleted.FirstOrDefault(v => IsReferenced(v, includeDeleted: true)) is { } referenced)
        {
            throw Faults.Referenced(referenced.Subject, referenced.Version);
        }

        changes.AddRange(deleted.Select(v => new RegistryChange.SchemaErased(v.Subject, v.Version)));
        changes.Add(new RegistryChange.SubjectCleared(subject));
    }

    private string? OwnMode(string subject) => state.Modes.GetValueOrDefault(subject) ?? (IsTopLevel(subject) ? ReadWrite : null);

    private string EffectiveMode(string subject) => Scopes(subject).Select(s => state.Modes.GetValueOrDefault(s)).FirstOrDefault(m => m is not null) ?? ReadWrite;

    private bool IsImporting(string subject) => EffectiveMode(subject) is Import or "FORWARD";

    private void RequireNotReadOnly(string subject)
    {
        if (EffectiveMode(subject) is "READONLY" or "READONLY_OVERRIDE")
        {
            throw NotInMode(subject, "is in read-only mode");
        }
    }

    private void RequireRegistrable(string subject, int? id)
    {
        RequireNotReadOnly(subject);
        if (id >= 0 && !IsImporting(subject))
        {
            throw NotInMode(subject, "is not in import mode");
        }

        if (id is null or < 0 && EffectiveMode(subject) != ReadWrite)
        {
            throw NotInMode(subject, "is not in read-write mode");
        }
    }

    // The default context shows as nothing between two blanks.
    private static RegistryException NotInMode(string subject, string what) =>
        Faults.NotPermitted($"Subject {(subject.Length == 0 ? "null" : subject)} in context {SubjectName.Parse(subject).Prefix} {what}");
}
