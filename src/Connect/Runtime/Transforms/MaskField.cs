using System.Globalization;
using System.Numerics;
using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Transforms;

/// <summary><c>MaskField</c>: replaces fields by the zero of their type or by a given text or number.</summary>
public sealed class MaskField(RecordPart part) : PartTransform(part)
{
    private const string Purpose = "mask fields";

    private HashSet<string> _fields = [];
    private string? _replacement;

    /// <inheritdoc/>
    public override ConfigDef Config() => WithReplaceNull(new ConfigDef()
        .Define(
            "fields", ConfigDefType.List, ConfigDef.NoDefaultValue, Importance.High, "The fields to mask.",
            ValidList.AnyNonDuplicateValues(false, false))
        .Define(
            "replacement", ConfigDefType.String, null, Importance.Low, "What takes the place of numbers and texts.",
            new NonEmptyString()));

    /// <inheritdoc/>
    public override ConnectRecord? Apply(ConnectRecord record)
    {
        if (SchemaOf(record) is not { } schema)
        {
            var original = Require.Map(ValueOf(record), Purpose);
            var map = new ConnectMap(original);
            foreach (var field in _fields)
            {
                map[field] = Masked(original[field]);
            }

            return With(record, null, map);
        }

        var value = Require.Struct(ValueOf(record), Purpose);
        var updated = new Struct(value.Schema);
        foreach (var field in value.Schema.Fields)
        {
            var fieldValue = FieldOf(value, field);
            updated.Put(field, _fields.Contains(field.Name) ? Masked(fieldValue) : fieldValue);
        }

        return With(record, schema, updated);
    }

    private protected override void Configure(ConfigValues config)
    {
        _fields = new HashSet<string>(config.GetList("fields"), StringComparer.Ordinal);
        _replacement = config.GetString("replacement");
    }

    private object? Masked(object? value) =>
        value is null ? null : _replacement is null ? Zero(value) : Replacement(value, _replacement);

    private static object Zero(object value) => value switch
    {
        bool => false,
        sbyte => (sbyte)0,
        short => (short)0,
        int => 0,
        long => 0L,
        float => 0f,
        double => 0d,
        string => "",
        BigDecimal => new BigDecimal(BigInteger.Zero, 0),
        Instant => new Instant(0),
        ConnectMap => new ConnectMap(),
        IReadOnlyList<object?> => new List<object?>(),
        _ => throw new DataException($"Cannot mask value of type: class {JavaClass.NameOf(value)}"),
    };

    private static object Replacement(object value, string text) => value switch
    {
        sbyte => Values.ConvertToByte(null, text)!.Value,
        short => Values.ConvertToShort(null, text)!.Value,
        int => Values.ConvertToInteger(null, text)!.Value,
        long => Values.ConvertToLong(null, text)!.Value,
        float => Values.ConvertToFloat(null, text)!.Value,
        double => Values.ConvertToDouble(null, text)!.Value,
        string => text,
        BigDecimal => BigDecimal.TryParse(text, out var number)
            ? number
            : throw new DataException(
                string.Create(CultureInfo.InvariantCulture, $"Unable to convert {text} (class java.lang.String) to number"),
                new JavaException("java.lang.NumberFormatException", null)),
        _ => throw new DataException($"Cannot mask value of type class {JavaClass.NameOf(value)} with custom replacement."),
    };
}
