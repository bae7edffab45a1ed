using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Transforms;

/// <summary><c>ReplaceField</c>: leaves fields out and renames others.</summary>
public sealed class ReplaceField(RecordPart part) : PartTransform(part)
{
    private const string Purpose = "field replacement";

    private readonly SchemaCache _schemas = new();
    private HashSet<string> _exclude = [];
    private HashSet<string> _include = [];
    private Dictionary<string, string> _renames = [];
    private Dictionary<string, string> _originals = [];

    /// <inheritdoc/>
    public override ConfigDef Config() => WithReplaceNull(new ConfigDef()
        .Define(
            "exclude", ConfigDefType.List, "", Importance.Medium, "Fields to leave out; this comes before those to include.",
            ValidList.AnyNonDuplicateValues(true, false))
        .Define(
            "include", ConfigDefType.List, "", Importance.Medium, "Fields to keep; none means all.",
            ValidList.AnyNonDuplicateValues(true, false))
        .Define(
            "renames", ConfigDefType.List, "", Importance.Medium, "Pairs old:new of fields to rename.",
            new LambdaValidator(
                (_, value) => ParseRenames((IReadOnlyList<string>)value!),
                () => "list of colon-delimited pairs, e.g. <code>foo:bar,abc:xyz</code>")));

    /// <inheritdoc/>
    public override ConnectRecord? Apply(ConnectRecord record)
    {
        if (ValueOf(record) is not { } value)
        {
            return record;
        }

        if (SchemaOf(record) is null)
        {
            var map = Require.Map(value, Purpose);
            var result = new ConnectMap(map.Count);
            foreach (var (key, field) in map.Where(e => Keeps((string)e.Key!)))
            {
                result[_renames.GetValueOrDefault((string)key!, (string)key!)] = field;
            }

            return With(record, null, result);
        }

        var original = Require.Struct(value, Purpose);
        var updated = new Struct(_schemas.Get(original.Schema, MakeSchema));
        foreach (var field in updated.Schema.Fields)
        {
            var name = _originals.GetValueOrDefault(field.Name, field.Name);
            updated.Put(field, ReplaceNull ? original.Get(name) : original.GetWithoutDefault(name));
        }

        return With(record, updated.Schema, updated);
    }

    private protected override void Configure(ConfigValues config)
    {
        _exclude = new HashSet<string>(config.GetList("exclude"), StringComparer.Ordinal);
        _include = new HashSet<string>(config.GetList("include"), StringComparer.Ordinal);
        _renames = ParseRenames(config.GetList("renames"));
        _originals = [];
        foreach (var (name, renamed) in _renames)
        {
            _originals[renamed] = name;
        }
    }

    private static Dictionary<string, string> ParseRenames(IReadOnlyList<string> mappings)
    {
        var renames = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var mapping in mappings)
        {
            renames[JavaLists.Split(mapping, ':') is [var from, _] ? from : throw Invalid(mappings, mapping)] =
                JavaLists.Split(mapping, ':')[1];
        }

        return renames;
    }

    private static ConfigException Invalid(IReadOnlyList<string> mappings, string mapping) =>
        new("renames", mappings, $"Invalid rename mapping: {mapping}");

    private bool Keeps(string name) => !_exclude.Contains(name) && (_include.Count == 0 || _include.Contains(name));

    private Schema MakeSchema(Schema schema)
    {
        var builder = SchemaCopy.BasicsOf(schema, SchemaBuilder.Struct());
        foreach (var field in schema.Fields.Where(f => Keeps(f.Name)))
        {
            builder.Field(_renames.GetValueOrDefault(field.Name, field.Name), field.Schema);
        }

        return builder.Build();
    }
}
