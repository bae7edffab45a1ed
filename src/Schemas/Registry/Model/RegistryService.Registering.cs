using Ms2Lab.Schemas.Formats;

namespace Ms2Lab.Schemas.Registry.Model;

/// <content>Registering, looking up and testing schemas.</content>
internal sealed partial class RegistryService
{
    internal Task<SchemaAnswer> RegisterAsync(string subject, SchemaRequest request, bool normalize, CancellationToken cancellation)
    {
        // Rules are an enterprise feature: a registration leaves them out.
        var plain = request with { HasRules = false };
        return ChangeAsync(StoreFailure.Register, changes => Register(subject, plain, normalize, changes), cancellation);
    }

    internal SchemaAnswer Lookup(string subject, SchemaRequest request, bool normalize, bool deleted)
    {
        lock (gate)
        {
            return LookupAnywhere(subject, request, normalize || Settings(subject).Normalize, deleted)
                ?? throw (state.HasSubjects(subject, deleted) ? Faults.SchemaNotFound() : Faults.SubjectNotFound(subject));
        }
    }

    /// <summary>What is wrong with a schema as the next version of a subject; nothing when it is compatible.</summary>
    /// <param name="subject">Subject.</param>
    /// <param name="version">The only version to compare with, or null for those that the level wants.</param>
    /// <param name="request">The schema.</param>
    /// <param name="normalize">Whether the schema is normalised first.</param>
    internal IReadOnlyList<string> Compatibility(string subject, string? version, SchemaRequest request, bool normalize)
    {
        var number = version is null ? (int?)null : ParseVersion(version);
        lock (gate)
        {
            var earlier = number switch
            {
                null => state.Versions(subject, deleted: false),
                -1 => state.Latest(subject) is { } latest ? [latest] : [],
                { } n => [state.Version(subject, n) is { Deleted: false } found ? found : throw Faults.VersionNotFound(n)],
            };
            var settings = Settings(subject);
            var candidate = Canonical(settings, subject, request, normalize || settings.Normalize, settings.ValidateNewSchemas) ?? throw Faults.InvalidSchema("Empty schema");
            return CheckAgainst(settings, candidate, earlier);
        }
    }

    private SchemaAnswer Register(string subject, SchemaRequest request, bool normalize, List<RegistryChange> changes)
    {
        var settings = Settings(subject);
        normalize |= settings.Normalize;
        if (!settings.HasMetadata && FindAskedFor(settings, subject, request, normalize) is { } known)
        {
            return known;
        }

        RequireRegistrable(subject, request.Id);
        var imports = IsImporting(subject);
        var live = state.Versions(subject, deleted: false);
        var next = state.Versions(subject, deleted: true) is [.., var last] ? last.Version + 1 : 1;
        var wanted = imports ? request : Populated(settings, request, live.Count > 0 ? live[^1] : null, next);
        var candidate = Canonical(settings, subject, wanted, normalize, isNew: request.Id is null or < 0 && settings.ValidateNewSchemas) ?? throw Faults.InvalidSchema("Empty schema");
        var id = request.Id is >= 0 and { } given ? given : (int?)null;
        var context = SubjectName.Parse(subject).Context;
        if (state.IdOf(context, candidate.Guid) is { } same && (id is null || id == same))
        {
            if (!request.NamesVersion && state.Use(subject, same) is { Deleted: false } use)
            {
                return new SchemaAnswer(candidate.As(use.Version, same), IsStored: false);
            }

            id = same;
        }

        if (!request.NamesVersion && live.Reverse().FirstOrDefault(v => (id is null || id == v.Id) && IsSame(candidate, v)) is { } equal)
        {
            return new SchemaAnswer(candidate.As(equal.Version, equal.Id), IsStored: false);
        }

        if (!imports && CheckAgainst(settings, candidate, live) is { Count: > 0 } faults)
        {
            throw Faults.Incompatible(subject, faults);
        }

        if (request.Version is > 0 and { } version && version != next)
        {
            next = imports ? version : throw Faults.InvalidSchema("Version is not one more than previous version");
        }

        var added = candidate.As(next, id ?? state.MaxId(context) + 1);
        RequireFreeId(added, context);
        changes.AddRange(Additions(added, context));
        return new SchemaAnswer(added, IsStored: false);
    }

    private IEnumerable<RegistryChange> Additions(StoredSchema added, string context)
    {
        if (context != SubjectName.DefaultContext && !state.Contexts.Contains(context))
        {
            yield return new RegistryChange.ContextListed(context, IsListed: true);
        }

        // A softly deleted version gives way to the same schema registered again.
        foreach (var older in state.Versions(added.Subject, deleted: true))
        {
            if (older.Deleted && older.Id == added.Id && older.Version < added.Version && !IsReferenced(older, includeDeleted: true))
            {
                yield return new RegistryChange.SchemaErased(older.Subject, older.Version);
            }
        }

        yield return new RegistryChange.SchemaStored(added);
    }

    private void RequireFreeId(StoredSchema added, string context)
    {
        if (state.Uses(context, added.Id) is [var (subject, version), ..] && state.Version(subject, version) is { } holder
            && (holder.Guid != added.Guid || holder.Type != added.Type))
        {
            throw Faults.NotPermitted($"Overwrite new schema with id {added.Id} in context {SubjectName.Parse(added.Subject).Prefix} is not permitted.");
        }
    }

    /// <summary>The version that a registration would only find again.</summary>
    private SchemaAnswer? FindAskedFor(SubjectSettings settings, string subject, SchemaRequest request, bool normalize)
    {
        var latestOnly = request.Version == -1;
        if (LookupIn(settings, subject, request, normalize, deleted: false, latestOnly) is not { } known)
        {
            return null;
        }

        if (!request.NamesVersion || latestOnly)
        {
            return request.Id is null or < 0 || request.Id == known.Schema.Id ? known : null;
        }

        return request.Id == known.Schema.Id && state.Version(subject, request.Version!.Value) is { Deleted: false } older
            && older.Id == known.Schema.Id && older.Guid == known.Schema.Guid ? (older.Version == known.Schema.Version ? known : new SchemaAnswer(older, IsStored: true)) : null;
    }

    private SchemaAnswer? LookupAnywhere(string subject, SchemaRequest request, bool normalize, bool deleted)
    {
        if (LookupPopulated(subject, request, normalize, deleted) is { } found)
        {
            return found;
        }

        return SubjectName.Parse(subject).Context != SubjectName.DefaultContext ? null
            : state.Contexts.Select(c => TryLookup(SubjectName.Within($":{c}:", subject), request, normalize, deleted)).FirstOrDefault(a => a is not null);
    }

    // In other contexts its references may point to nothing: then it is not there.
    private SchemaAnswer? TryLookup(string subject, SchemaRequest request, bool normalize, bool deleted)
    {
        try
        {
            return LookupPopulated(subject, request, normalize, deleted);
        }
        catch (RegistryException e) when (e.Code == Faults.InvalidSchemaCode)
        {
            return null;
        }
    }

    /// <summary>Looks up a schema as it is, then with what registering it would add.</summary>
    private SchemaAnswer? LookupPopulated(string subject, SchemaRequest request, bool normalize, bool deleted)
    {
        var settings = Settings(subject);
        if (LookupIn(settings, subject, request, normalize, deleted) is { } found)
        {
            return found;
        }

        return state.Latest(subject) is { } latest && Populated(settings, request, latest, next: null) is var next && next != request
            ? LookupIn(settings, subject, next, normalize, deleted) : null;
    }

    private SchemaAnswer? LookupIn(SubjectSettings settings, string subject, SchemaRequest request, bool normalize, bool deleted, bool latestOnly = false)
    {
        if (Canonical(settings, subject, request, normalize, isNew: false) is not { } candidate || request.HasRules)
        {
            return null;
        }

        var context = SubjectName.Parse(subject).Context;
        if (!latestOnly && state.IdOf(context, candidate.Guid) is { } id && state.Use(subject, id) is { } use && (deleted || !use.Deleted))
        {
            return new SchemaAnswer(candidate.As(use.Version, id), IsStored: false);
        }

        var among = state.Versions(subject, deleted && !latestOnly).Reverse();
        return (latestOnly ? among.Take(1) : among).FirstOrDefault(v => IsSame(candidate, v)) is { } same ? new SchemaAnswer(same, IsStored: true) : null;
    }

    /// <summary>A request with what it takes over from settings and from the version before it.</summary>
    private static SchemaRequest Populated(SubjectSettings settings, SchemaRequest request, StoredSchema? previous, int? next)
    {
        if (next is not null && request.IsEmpty && previous is not null)
        {
            request = request with { Schema = previous.Text, Type = previous.Type, References = previous.References };
        }

        var metadata = SchemaMetadata.Merge(
            SchemaMetadata.Merge(settings.DefaultMetadata, request.Metadata ?? previous?.Metadata), settings.OverrideMetadata);
        if (next is { } version && (request.NamesVersion || metadata?.Property(SchemaMetadata.VersionProperty) is not null))
        {
            metadata = (metadata ?? SchemaMetadata.Empty).WithVersion(version);
        }

        return metadata is null ? request : request with { Metadata = metadata };
    }

    private CandidateSchema? Canonical(SubjectSettings settings, string subject, SchemaRequest request, bool normalize, bool isNew)
    {
        if (request.IsEmpty)
        {
            return null;
        }

        var schema = SchemaFormats.Parse(subject, request, state, isNew);
        if (!IsImporting(subject))
        {
            SchemaFormats.Validate(schema, subject, request, settings.ValidateFields);
        }

        var resolved = request with { References = [.. request.References.Select(r => r with { Version = SchemaFormats.Target(subject, r, state)!.Version })] };
        return new CandidateSchema(subject, resolved, schema, normalize ? schema.NormalizedText : schema.CanonicalText);
    }

    /// <summary>Whether a candidate and a version are one schema, though their texts or versions in metadata may differ.</summary>
    private bool IsSame(CandidateSchema candidate, StoredSchema version)
    {
        var request = candidate.Request;
        if (version.Type != request.Type || !HasSameMetadata(request.Metadata, version))
        {
            return false;
        }

        if (request.References.SequenceEqual(version.References))
        {
            return candidate.Text == version.Text || (version.Type == "AVRO" && Parsed(version).NormalizedText == candidate.Parsed.NormalizedText);
        }

        // All that is referred to may have been sent in place.
        return request.References.Count == 0 && version.References.Count > 0 && Parsed(version).Formatted("resolved") == candidate.Text;
    }

    private static bool HasSameMetadata(SchemaMetadata? own, StoredSchema version)
    {
        var theirs = version.Metadata;
        return (own?.Version, theirs?.Version) switch
        {
            (null, not null) => (own ?? SchemaMetadata.Empty).Equals(theirs!.WithoutVersion()),
            ({ } number, null) => number == version.Version && own!.WithoutVersion().Equals(theirs ?? SchemaMetadata.Empty),
            _ => own is null ? theirs is null : own.Equals(theirs),
        };
    }

    private ParsedSchema Parsed(StoredSchema stored) =>
        SchemaFormats.Parse(stored.Subject, new SchemaRequest { Schema = stored.Text, Type = stored.Type, References = stored.References }, state, isNew: false);

    private IReadOnlyList<string> CheckAgainst(SubjectSettings settings, CandidateSchema candidate, IReadOnlyList<StoredSchema> earlier)
    {
        var reserved = settings.ValidateFields ? ReservedFields.Check(candidate, earlier.Count > 0 ? earlier[^1] : null) : [];
        if (settings.Group is { } group)
        {
            var own = candidate.Request.Metadata?.Property(group);
            earlier = [.. earlier.Where(v => v.Metadata?.Property(group) == own)];
        }

        return CompatibilityCheck.Run(candidate.Parsed, earlier, Parsed, settings, reserved);
    }
}
