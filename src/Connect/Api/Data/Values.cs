using System.Buffers;
using System.Globalization;

namespace Ms2Lab.Connect.Api;

/// <summary>Converts values between types and texts as Connect's <c>Values</c> does; times are in UTC.</summary>
public static class Values
{
    private static readonly SearchValues<char> DecimalCharacters = SearchValues.Create("0123456789+-.eE");

    /// <summary>The value that a text stands for, with the narrowest schema that fits; any text is at least a string.</summary>
    public static SchemaAndValue ParseString(string? text) => text switch
    {
        null => SchemaAndValue.Null,
        "" => new SchemaAndValue(Schema.StringSchema, ""),
        _ => new ValueParser(text).Parse(false) ?? SchemaAndValue.Null,
    };

    /// <summary>The text of a value that <see cref="ParseString"/> reads back; null for null.</summary>
    /// <exception cref="DataException">The value is not of the data model.</exception>
    public static string? ConvertToString(object? value) => value is null ? null : ValueWriter.Write(value);

    /// <summary>The pattern in which an instant is written: a time below one day, a date on whole days, else a timestamp.</summary>
    public static JavaDateFormat DateFormatFor(Instant value) => value.EpochMilliseconds switch
    {
        < DateLogical.MillisecondsPerDay => ValueFormats.Time,
        var ms when ms % DateLogical.MillisecondsPerDay == 0 => ValueFormats.Date,
        _ => ValueFormats.Timestamp,
    };

    /// <summary>As a boolean: texts <c>true</c> and <c>false</c>, otherwise whether the number is not 0.</summary>
    public static bool? ConvertToBoolean(Schema? schema, object? value) => value switch
    {
        null => null,
        bool b => b,
        string s when ParseString(s).Value is bool b => b,
        _ => AsLong(value, schema, null) != 0,
    };

    /// <summary>As an 8-bit integer, cut off.</summary>
    public static sbyte? ConvertToByte(Schema? schema, object? value) =>
        value is null or sbyte ? (sbyte?)value : unchecked((sbyte)AsLong(value, schema, null));

    /// <summary>As a 16-bit integer, cut off.</summary>
    public static short? ConvertToShort(Schema? schema, object? value) =>
        value is null or short ? (short?)value : unchecked((short)AsLong(value, schema, null));

    /// <summary>As a 32-bit integer, cut off.</summary>
    public static int? ConvertToInteger(Schema? schema, object? value) =>
        value is null or int ? (int?)value : unchecked((int)AsLong(value, schema, null));

    /// <summary>As a 64-bit integer.</summary>
    public static long? ConvertToLong(Schema? schema, object? value) => value is null or long ? (long?)value : AsLong(value, schema, null);

    /// <summary>As a single-precision number.</summary>
    public static float? ConvertToFloat(Schema? schema, object? value) =>
        value is null or float ? (float?)value : (float)AsDouble(value, schema);

    /// <summary>As a double-precision number.</summary>
    public static double? ConvertToDouble(Schema? schema, object? value) =>
        value is null or double ? (double?)value : AsDouble(value, schema);

    /// <summary>As the type of a schema without logical name; containers are only read from text.</summary>
    /// <exception cref="DataException">There is no such conversion.</exception>
    public static object? ConvertTo(Schema target, Schema? source, object? value)
    {
        if (value is null)
        {
            return target.IsOptional
                ? null
                : throw new DataException("Unable to convert a null value to a schema that requires a value");
        }

        return target.Type switch
        {
            SchemaType.String => ConvertToString(value),
            SchemaType.Boolean => ConvertToBoolean(source, value),
            SchemaType.Int8 => ConvertToByte(source, value),
            SchemaType.Int16 => ConvertToShort(source, value),
            SchemaType.Int32 when target.Logical is LogicalType.Date or LogicalType.Time => Temporal(target, source, value),
            SchemaType.Int32 => ConvertToInteger(source, value),
            SchemaType.Int64 when target.Logical is LogicalType.Timestamp => Temporal(target, source, value),
            SchemaType.Int64 => ConvertToLong(source, value),
            SchemaType.Float32 => ConvertToFloat(source, value),
            SchemaType.Float64 => ConvertToDouble(source, value),
            SchemaType.Bytes when target.Logical is LogicalType.Decimal => ToDecimal(target, value),
            SchemaType.Bytes => value is BigDecimal d ? DecimalLogical.FromLogical(target, d) : Expect<byte[]>(target, value),
            SchemaType.Array => Expect<IReadOnlyList<object?>>(target, value is string s ? ParseString(s).Value : value),
            SchemaType.Map => Expect<ConnectMap>(target, value is string s ? ParseString(s).Value : value),
            _ => Expect<Struct>(target, value),
        };
    }

    /// <summary>The schema that a value would have; null if it cannot be told.</summary>
    public static Schema? InferSchema(object? value) => ValueSchemas.Infer(value);

    private static T Expect<T>(Schema target, object? value)
        where T : class =>
        value as T ?? throw Unconvertible(value, target.ToString());

    private static DataException Unconvertible(object? value, string target, Exception? cause = null) =>
        new($"Unable to convert {JavaText.Of(value)} (class {JavaClass.NameOf(value)}) to {target}", cause);

    private static BigDecimal ToDecimal(Schema target, object value) => value switch
    {
        byte[] bytes => DecimalLogical.ToLogical(target, bytes),
        BigDecimal d => d,
        string s => BigDecimal.TryParse(s, out var d) ? d : throw new JavaException("java.lang.NumberFormatException", null),
        _ when JavaNumbers.IsNumber(value) => BigDecimal.ValueOf(JavaNumbers.ToDouble(value)),
        _ => throw Unconvertible(value, target.ToString()),
    };

    private static Instant Temporal(Schema target, Schema? source, object value)
    {
        var parsed = value is string text ? ParseString(text).Value : value;
        if (parsed is Instant instant && (source is null || source.Logical == target.Logical))
        {
            return instant;
        }

        var milliseconds = (parsed as Instant?)?.EpochMilliseconds ?? 0;
        return (target.Logical, source?.Logical, parsed) switch
        {
            (LogicalType.Date, LogicalType.Timestamp, Instant) =>
                DateLogical.ToLogical(target, (int)(milliseconds / DateLogical.MillisecondsPerDay)),
            (LogicalType.Time, LogicalType.Timestamp, Instant) =>
                TimeLogical.ToLogical(target, (int)JavaCalendar.TimeOfDay(milliseconds)),
            (LogicalType.Timestamp, LogicalType.Date or LogicalType.Time, Instant) => new Instant(milliseconds),
            (LogicalType.Date, _, _) => DateLogical.ToLogical(target, unchecked((int)AsLong(parsed, source, null))),
            (LogicalType.Time, _, _) => TimeLogical.ToLogical(target, unchecked((int)AsLong(parsed, source, null))),
            _ => TimestampLogical.ToLogical(target, AsLong(parsed, source, null)),
        };
    }

    private static long AsLong(object? value, Schema? source, Exception? error)
    {
        if (value is not null && JavaNumbers.IsNumber(value))
        {
            return JavaNumbers.ToInt64(value);
        }

        if (value is string text)
        {
            if (BigDecimal.TryParse(text, out var number))
            {
                return number.ToInt64();
            }

            error = NotADecimal(text);
        }

        if (value is Instant instant)
        {
            switch (source?.Logical)
            {
                case LogicalType.Date:
                    return DateLogical.FromLogical(source, instant);
                case LogicalType.Time:
                    return TimeLogical.FromLogical(source, instant);
                case LogicalType.Timestamp:
                    return instant.EpochMilliseconds;
            }
        }

        throw Unconvertible(value, source?.ToString() ?? "a number", error);
    }

    private static double AsDouble(object value, Schema? source)
    {
        if (JavaNumbers.IsNumber(value))
        {
            return JavaNumbers.ToDouble(value);
        }

        return value is string text
            ? BigDecimal.TryParse(text, out var number) ? number.ToDouble() : AsLong(value, source, NotADecimal(text))
            : AsLong(value, source, null);
    }

    // BigDecimal says which character stopped it; a text without any digit has other words in Java, which nothing shows.
    private static JavaException NotADecimal(string text)
    {
        var at = text.AsSpan().IndexOfAnyExcept(DecimalCharacters);
        return new JavaException(
            "java.lang.NumberFormatException",
            at < 0 ? null : string.Create(CultureInfo.InvariantCulture, $"Character {text[at]} is neither a decimal digit number, decimal point, nor \"e\" notation exponential mark."));
    }
}
