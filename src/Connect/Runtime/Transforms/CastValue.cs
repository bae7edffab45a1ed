using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Transforms;

/// <summary>Casts single values.</summary>
internal static class CastValue
{
    private const string SupportedInput = "[INT8, INT16, INT32, INT64, FLOAT32, FLOAT64, BOOLEAN, STRING, BYTES]";

    public static object? To(SchemaType target, Schema? schema, object? value)
    {
        if (value is null)
        {
            return null;
        }

        var source = schema?.Type ?? SchemaTypes.Of(value)
            ?? throw new DataException(
                $"Cast transformation was passed a value of type class {JavaClass.NameOf(value)} which is not supported by Connect's data API");
        if (source > SchemaType.Bytes)
        {
            throw new DataException(
                $"Cast transformation does not support casting from {source.Name()}; supported types are {SupportedInput}");
        }

        if (target == SchemaType.String)
        {
            return Text(value);
        }

        var plain = Plain(schema, value);
        return plain switch
        {
            bool flag => OfBoolean(target, flag),
            string text => OfText(target, text),
            _ => JavaNumbers.IsNumber(plain)
                ? OfNumber(target, plain)
                : throw new DataException($"Unexpected type in Cast transformation: class {JavaClass.NameOf(plain)}"),
        };
    }

    private static object Plain(Schema? schema, object value) => value is Instant instant && schema is not null
        ? schema.Logical switch
        {
            LogicalType.Date => DateLogical.FromLogical(schema, instant),
            LogicalType.Time => TimeLogical.FromLogical(schema, instant),
            LogicalType.Timestamp => instant.EpochMilliseconds,
            _ => value,
        }
        : value;

    private static string Text(object value) => value switch
    {
        Instant instant => Values.DateFormatFor(instant).Format(instant),
        byte[] bytes => Convert.ToBase64String(bytes),
        _ => JavaText.Of(value),
    };

    private static object OfNumber(SchemaType target, object number) => target switch
    {
        SchemaType.Int8 => unchecked((sbyte)JavaNumbers.ToInt32(number)),
        SchemaType.Int16 => unchecked((short)JavaNumbers.ToInt32(number)),
        SchemaType.Int32 => JavaNumbers.ToInt32(number),
        SchemaType.Int64 => JavaNumbers.ToInt64(number),
        SchemaType.Float32 => JavaNumbers.ToSingle(number),
        SchemaType.Float64 => JavaNumbers.ToDouble(number),
        _ => JavaNumbers.ToInt64(number) != 0,
    };

    private static object OfBoolean(SchemaType target, bool flag) =>
        target == SchemaType.Boolean ? flag : OfNumber(target, flag ? 1 : 0);

    private static object OfText(SchemaType target, string text) => target switch
    {
        SchemaType.Int8 => (sbyte)Integer(text, sbyte.MinValue, sbyte.MaxValue),
        SchemaType.Int16 => (short)Integer(text, short.MinValue, short.MaxValue),
        SchemaType.Int32 => (int)Integer(text, int.MinValue, int.MaxValue),
        SchemaType.Int64 => Integer(text, long.MinValue, long.MaxValue),
        SchemaType.Float32 => JavaNumbers.TryParseFloat(text, out var single) ? single : throw OutOfRange(text, NotANumber(text)),
        SchemaType.Float64 => JavaNumbers.TryParseDouble(text, out var wide) ? wide : throw OutOfRange(text, NotANumber(text)),
        _ => text.Equals("true", StringComparison.OrdinalIgnoreCase),
    };

    private static long Integer(string text, long minimum, long maximum)
    {
        if (JavaNumbers.TryParseInteger(text, minimum, maximum, out var value))
        {
            return value;
        }

        var narrow = maximum <= short.MaxValue && JavaNumbers.TryParseInteger(text, int.MinValue, int.MaxValue, out _);
        throw OutOfRange(
            text,
            narrow
                ? new JavaException("java.lang.NumberFormatException", $"Value out of range. Value:\"{text}\" Radix:10")
                : JavaNumbers.NotANumber(text));
    }

    private static JavaException NotANumber(string text) => text.Trim().Length == 0
        ? new JavaException("java.lang.NumberFormatException", "empty String")
        : JavaNumbers.NotANumber(text);

    private static DataException OutOfRange(string text, JavaException cause) =>
        new($"Value ({text}) was out of range for requested data type", cause);
}
