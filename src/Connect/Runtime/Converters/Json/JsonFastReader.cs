using System.Buffers.Text;
using System.Numerics;
using System.Text;
using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Converters.Json;

/// <summary>
/// Reads payloads straight into values. It knows the ordinary case only (fields of the schema, values of its kinds) and gives up on everything else, so that it can be neither wrong nor lenient in its own way.
/// </summary>
internal ref partial struct JsonFastReader(ReadOnlySpan<byte> bytes, JsonConverterSettings settings)
{
    private static readonly object True = true;
    private static readonly object False = false;

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _position;

    /// <summary>The length of an envelope up to and with the colon of its payload; -1 if the schema does not come first.</summary>
    public static int PrefixLength(ReadOnlySpan<byte> message)
    {
        var reader = new JsonFastReader(message, JsonConverterSettings.Default);
        return reader.TryTake('{') && reader.TryTakeName("\"schema\""u8) && reader.TrySkipObject()
            && reader.TryTake(',') && reader.TryTakeName("\"payload\""u8)
                ? reader._position
                : -1;
    }

    /// <summary>Reads the payload and the end of the envelope.</summary>
    public bool TryReadPayload(JsonPlan plan, out object? value) => TryRead(plan, out value) && TryTake('}');

    private bool TryRead(JsonPlan plan, out object? value)
    {
        value = null;
        var schema = plan.Schema;
        var next = Peek();
        if (next == 'n')
        {
            return TryTakeLiteral("null"u8) && TryAbsent(schema, out value);
        }

        switch (schema.Logical)
        {
            case LogicalType.Decimal:
                return TryReadDecimal(schema, next, out value);
            case LogicalType.Timestamp:
                return TryReadInteger(out var milliseconds) && Set(out value, new Instant(milliseconds));
            case LogicalType.Date:
                return TryReadInteger(out var days) && days == (int)days && Set(out value, DateLogical.ToLogical(schema, (int)days));
            case LogicalType.Time:
                return TryReadInteger(out var time) && time is >= 0 and <= 86_400_000 && Set(out value, new Instant(time));
        }

        switch (schema.Type)
        {
            case SchemaType.Int8:
                return TryReadInteger(out var int8) && Set(out value, unchecked((sbyte)int8));
            case SchemaType.Int16:
                return TryReadInteger(out var int16) && Set(out value, unchecked((short)int16));
            case SchemaType.Int32:
                return TryReadInteger(out var int32) && Set(out value, unchecked((int)int32));
            case SchemaType.Int64:
                return TryReadInteger(out var int64) && Set(out value, int64);
            case SchemaType.Float32:
                return TryReadNumber(out var single) && Utf8Parser.TryParse(single, out float f, out var sl) && sl == single.Length && Set(out value, f);
            case SchemaType.Float64:
                return TryReadNumber(out var wide) && Utf8Parser.TryParse(wide, out double d, out var wl) && wl == wide.Length && Set(out value, d);
            case SchemaType.Boolean:
                return next == 't'
                    ? TryTakeLiteral("true"u8) && Set(out value, True)
                    : TryTakeLiteral("false"u8) && Set(out value, False);
            case SchemaType.String:
                return TryReadText(out value);
            case SchemaType.Bytes:
                return TryReadBinary(out var binary) && Set(out value, binary);
            case SchemaType.Array:
                return TryReadArray(plan, out value);
            case SchemaType.Map:
                return TryReadMap(plan, out value);
            default:
                return TryReadStruct(plan, out value);
        }
    }

    private bool TryReadStruct(JsonPlan plan, out object? value)
    {
        value = null;
        if (!TryTake('{'))
        {
            return false;
        }

        var count = plan.Names.Length;
        var seen = count <= 256 ? stackalloc bool[count] : new bool[count];
        var result = new Struct(plan.Schema);
        if (!TryTake('}'))
        {
            var expected = 0;
            do
            {
                var index = FieldIndex(plan, expected);
                if (index < 0 || !TryTakeName(plan.Names[index]) || !TryRead(plan.Children[index], out var field))
                {
                    return false;
                }

                result.SetUnchecked(index, field);
                seen[index] = true;
                expected = index + 1;
            }
            while (TryTake(','));
            if (!TryTake('}'))
            {
                return false;
            }
        }

        for (var i = 0; i < count; i++)
        {
            if (!seen[i])
            {
                if (!TryAbsent(plan.Children[i].Schema, out var field))
                {
                    return false;
                }

                result.SetUnchecked(i, field);
            }
        }

        value = result;
        return true;
    }

    private int FieldIndex(JsonPlan plan, int expected)
    {
        Peek();
        var rest = _bytes[_position..];
        if (expected < plan.Names.Length && rest.StartsWith(plan.Names[expected]))
        {
            return expected;
        }

        for (var i = 0; i < plan.Names.Length; i++)
        {
            if (rest.StartsWith(plan.Names[i]))
            {
                return i;
            }
        }

        return -1;
    }

    private bool TryReadArray(JsonPlan plan, out object? value)
    {
        var list = new List<object?>();
        value = list;
        if (!TryTake('['))
        {
            return false;
        }

        if (TryTake(']'))
        {
            return true;
        }

        do
        {
            if (!TryRead(plan.Children[0], out var element))
            {
                return false;
            }

            list.Add(element);
        }
        while (TryTake(','));
        return TryTake(']');
    }

    private bool TryReadMap(JsonPlan plan, out object? value)
    {
        var map = new ConnectMap();
        value = map;
        if (plan.Schema.KeySchema!.Type != SchemaType.String || !TryTake('{'))
        {
            return false;
        }

        if (TryTake('}'))
        {
            return true;
        }

        do
        {
            if (!TryReadString(out var key) || !TryTake(':') || !TryRead(plan.Children[0], out var element))
            {
                return false;
            }

            map[Encoding.UTF8.GetString(key)] = element;
        }
        while (TryTake(','));
        return TryTake('}');
    }

    private bool TryReadDecimal(Schema schema, int next, out object? value)
    {
        value = null;
        if (next == '"')
        {
            return schema.Parameters?.ContainsKey(DecimalLogical.ScaleParameter) == true
                && TryReadBinary(out var unscaled) && unscaled.Length > 0
                && Set(out value, new BigDecimal(new BigInteger(unscaled, isBigEndian: true), DecimalLogical.Scale(schema)));
        }

        if (!TryReadNumber(out var digits))
        {
            return false;
        }

        Span<char> text = stackalloc char[MaximumNumberLength];
        return BigDecimal.TryParse(text[..Encoding.ASCII.GetChars(digits, text)], out var number) && Set(out value, number);
    }

    private readonly bool TryAbsent(Schema schema, out object? value)
    {
        value = settings.ReplaceNullWithDefault ? schema.DefaultValue : null;
        return value is not null || schema.IsOptional;
    }

    private static bool Set(out object? value, object result)
    {
        value = result;
        return true;
    }
}
