using System.Text.Json.Nodes;
using Ms2Lab.Schemas.Formats;
using Ms2Lab.Schemas.Registry.Store;

namespace Ms2Lab.Schemas.Registry.Model;

/// <summary>
/// The registry without HTTP: identity, versions, deletion, compatibility. All state is guarded by one lock; a change is
/// written to the store before it is seen.
/// </summary>
internal sealed partial class RegistryService(IRegistryStore store, TimeProvider time, string defaultLevel)
{
    private readonly Lock gate = new();
    private readonly RegistryState state = new();

    /// <summary>Reads what the store holds; once, before the first request.</summary>
    internal void Load()
    {
        foreach (var (key, value) in store.ReadAll())
        {
            StoreRecords.Apply(state, key, value);
        }
    }

    internal (StoredSchema Schema, bool TextDiffers) Register(string subject, SchemaRequest request, bool normalize)
    {
        lock (gate)
        {
            var (schema, text, wanted) = Prepare(subject, request, normalize);
            var live = state.Versions(subject, deleted: false);
            if (request.Id is null && Find(live, wanted, schema, text) is { } known)
            {
                return (known, known.Text != text);
            }

            RequireWritable(subject, request.Id);
            if (request.Version is { } version && version > 0 && version != NextVersion(subject))
            {
                throw Faults.InvalidSchema("Version is not one more than previous version");
            }

            SchemaFormats.Validate(schema, subject, wanted, Settings(subject).ValidateFields);
            var faults = EffectiveMode(subject) == "IMPORT" ? [] : CheckAgainst(subject, schema, wanted, live);
            if (faults.Count > 0)
            {
                throw Faults.Incompatible(subject, faults);
            }

            return (Add(subject, wanted, text), false);
        }
    }

    internal (StoredSchema Schema, bool TextDiffers) Lookup(string subject, SchemaRequest request, bool normalize, bool deleted)
    {
        lock (gate)
        {
            if (state.Versions(subject, deleted).Count == 0)
            {
                throw Faults.SubjectNotFound(subject);
            }

            if (string.IsNullOrEmpty(request.Schema))
            {
                throw Faults.SchemaNotFound();
            }

            var (schema, text, wanted) = Prepare(subject, request, normalize, inherit: false);
            var found = Find(state.Versions(subject, deleted), wanted, schema, text) ?? throw Faults.SchemaNotFound();
            return (found, found.Text != text);
        }
    }

    internal IReadOnlyList<string> Compatibility(string subject, string version, SchemaRequest request, bool normalize)
    {
        lock (gate)
        {
            if (string.IsNullOrEmpty(request.Schema))
            {
                throw Faults.InvalidSchema("Empty schema");
            }

            var number = ParseVersion(version);
            var live = state.Versions(subject, deleted: false);
            StoredSchema[] against = number == -1
                ? (live.Count > 0 ? [live[^1]] : [])
                : [live.FirstOrDefault(v => v.Version == number) ?? throw Faults.VersionNotFound(number)];
            var (schema, _, wanted) = Prepare(subject, request, normalize);
            return CheckAgainst(subject, schema, wanted, against);
        }
    }

    internal IReadOnlyList<string> Compatibility(string subject, SchemaRequest request, bool normalize)
    {
        lock (gate)
        {
            if (string.IsNullOrEmpty(request.Schema))
            {
                throw Faults.InvalidSchema("Empty schema");
            }

            var (schema, _, wanted) = Prepare(subject, request, normalize);
            return CheckAgainst(subject, schema, wanted, state.Versions(subject, deleted: false));
        }
    }

    private (ParsedSchema Schema, string Text, SchemaRequest Wanted) Prepare(string subject, SchemaRequest request, bool normalize, bool inherit = true)
    {
        if (string.IsNullOrEmpty(request.Schema))
        {
            throw Faults.InvalidSchema("Empty schema");
        }

        var schema = SchemaFormats.Parse(subject, request, state);
        var resolved = request with { References = [.. request.References.Select(r => r with { Version = SchemaFormats.Target(r, state)!.Version })] };
        if (request.Version is > 0 and { } version)
        {
            var metadata = request.Metadata is null ? [] : JsonNode.Parse(request.Metadata)!.AsObject();
            var properties = metadata["properties"] as JsonObject ?? [];
            properties["confluent:version"] = version.ToString(System.Globalization.CultureInfo.InvariantCulture);
            metadata["properties"] = properties.DeepClone();
            resolved = resolved with { Metadata = metadata.ToJsonString() };
        }
        else if (inherit && request.Metadata is null && state.Versions(subject, deleted: false) is [.., { Metadata: { } previous }])
        {
            resolved = resolved with { Metadata = previous };
        }

        return (schema, normalize || Settings(subject).Normalize ? schema.NormalizedText : schema.CanonicalText, resolved);
    }

    private StoredSchema? Find(IReadOnlyList<StoredSchema> among, SchemaRequest wanted, ParsedSchema schema, string text)
    {
        var same = among.Where(v => v.Type == wanted.Type && (wanted.Metadata is null || v.Metadata == wanted.Metadata)).ToList();
        return same.LastOrDefault(v => v.Text == text && v.References.SequenceEqual(wanted.References))
            ?? (wanted.Type == "AVRO" ? same.LastOrDefault(v => v.References.SequenceEqual(wanted.References) && Parsed(v).NormalizedText == schema.NormalizedText) : null)
            ?? (wanted.References.Count == 0 ? same.LastOrDefault(v => v.References.Count > 0 && Parsed(v).Formatted("resolved") == text) : null);
    }

    private ParsedSchema Parsed(StoredSchema stored) =>
        SchemaFormats.Parse(stored.Subject, new SchemaRequest { Schema = stored.Text, Type = stored.Type, References = stored.References }, state);

    private IReadOnlyList<string> CheckAgainst(string subject, ParsedSchema schema, SchemaRequest wanted, IEnumerable<StoredSchema> earlier)
    {
        var settings = Settings(subject);
        if (settings.Level == "NONE")
        {
            return [];
        }

        if (settings.Group is { } group)
        {
            var own = Property(wanted.Metadata, group);
            earlier = earlier.Where(v => Property(v.Metadata, group) == own);
        }

        return CompatibilityCheck.Run(schema, [.. earlier.Select(v => (v, Parsed(v)))], settings);
    }

    private StoredSchema Add(string subject, SchemaRequest wanted, string text)
    {
        var context = StoredSchema.ContextOf(subject);
        var guid = SchemaFormats.Guid(text, wanted.References, wanted.Metadata);
        var twin = state.All.FirstOrDefault(s => s.Guid == guid && StoredSchema.ContextOf(s.Subject) == context);
        var added = new StoredSchema
        {
            Subject = subject, Version = NextVersion(subject), Id = wanted.Id ?? twin?.Id ?? state.MaxId(context) + 1,
            Guid = guid, Type = wanted.Type, Text = text,
            References = wanted.References, Metadata = wanted.Metadata, Timestamp = time.GetUtcNow().ToUnixTimeMilliseconds(),
        };
        if (wanted.Id is { } id && state.WithId(context, id).FirstOrDefault(s => s.Text != text) is not null)
        {
            throw Faults.NotPermitted($"Overwrite new schema with id {id} in context {context} is not permitted.");
        }

        Write(added);
        foreach (var older in state.Versions(subject, deleted: true).Where(v => v.Deleted && v.Id == added.Id && !IsReferenced(v, includeDeleted: true)))
        {
            Erase(older);
        }

        return added;
    }

    private int NextVersion(string subject) => state.Versions(subject, deleted: true) is [.., var last] ? last.Version + 1 : 1;

    private void Write(StoredSchema schema)
    {
        store.Append(StoreRecords.Key(schema), StoreRecords.Value(schema));
        state.Put(schema);
    }

    private void Erase(StoredSchema schema)
    {
        store.Append(StoreRecords.Key(schema), null);
        state.Remove(schema.Subject, schema.Version);
    }

    private static string? Property(string? metadata, string name) =>
        metadata is null ? null : (JsonNode.Parse(metadata)!["properties"] as JsonObject)?[name]?.GetValue<string>();

    /// <summary>A version segment of a path: a number, or -1 for the latest.</summary>
    internal static int ParseVersion(string version)
    {
        if (version.Equals("latest", StringComparison.OrdinalIgnoreCase) || version == "-1")
        {
            return -1;
        }

        return int.TryParse(version, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var n) && n > 0
            ? n : throw Faults.InvalidVersion(version);
    }
}
