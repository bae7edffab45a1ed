using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Transforms;

/// <summary><c>ExtractField</c>: replaces the key or value by one of its fields.</summary>
public sealed class ExtractField(RecordPart part) : PartTransform(part)
{
    private const string Purpose = "field extraction";
    private const string FieldKey = "field";

    private FieldPath _path = FieldPath.Root("");
    private string _text = "";

    /// <inheritdoc/>
    public override ConfigDef Config() => FieldPath.WithSyntaxVersion(WithReplaceNull(new ConfigDef().Define(
        FieldKey, ConfigDefType.String, ConfigDef.NoDefaultValue, Importance.Medium, "The field to extract.")));

    /// <inheritdoc/>
    public override ConnectRecord? Apply(ConnectRecord record)
    {
        if (SchemaOf(record) is not { } schema)
        {
            return With(record, null, Require.MapOrNull(ValueOf(record), Purpose) is { } map ? _path.ValueIn(map) : null);
        }

        var value = Require.StructOrNull(ValueOf(record), Purpose);
        var field = _path.FieldIn(schema)
            ?? throw new JavaException("java.lang.IllegalArgumentException", $"Unknown field: {_text}");
        return With(record, field.Schema, value is null ? null : _path.ValueIn(value, ReplaceNull));
    }

    private protected override void Configure(ConfigValues config)
    {
        _text = config.RequireString(FieldKey);
        _path = FieldPath.Of(_text, config);
    }
}
