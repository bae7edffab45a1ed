using System.Globalization;
using System.Text;
using Ms2Lab.Connect.Api;
using Ms2Lab.Schemas.Formats.Json;

namespace Ms2Lab.Connect.SchemaConverters.Json;

/// <summary>Connect values as compact JSON.</summary>
internal sealed class ConnectToJsonValue(JsonDataOptions options)
{
    /// <summary>Appends a value; false where there is nothing to write: null without default in a schema that does not allow it.</summary>
    /// <exception cref="DataException">The value is not of its schema.</exception>
    internal bool Append(StringBuilder text, Schema? schema, object? value)
    {
        if (value is null)
        {
            value = options.IgnoreDefaults ? null : schema?.DefaultValue;
            if (value is null)
            {
                text.Append(schema is { IsOptional: true } ? "null" : "");
                return schema is { IsOptional: true };
            }
        }

        if (schema is { Logical: not LogicalType.None })
        {
            AppendLogical(text, schema, value);
            return true;
        }

        switch (value)
        {
            case Struct data:
                return AppendStruct(text, schema, data);
            case ConnectMap map:
                Require(schema, SchemaType.Map, value);
                AppendMap(text, schema, map);
                return true;
            case IReadOnlyList<object?> list:
                Require(schema, SchemaType.Array, value);
                AppendList(text, schema, list);
                return true;
            default:
                AppendPlain(text, schema, value);
                return true;
        }
    }

    private void AppendLogical(StringBuilder text, Schema schema, object value)
    {
        var plain = LogicalValues.FromConnect(schema, value);
        text.Append(plain switch
        {
            byte[] when options.NumericDecimals => ((BigDecimal)value).ToString(),
            byte[] bytes => $"\"{Convert.ToBase64String(bytes)}\"",
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => plain.ToString(),
        });
    }

    private bool AppendStruct(StringBuilder text, Schema? schema, Struct data)
    {
        if (schema is null || !data.Schema.Equals(schema))
        {
            throw new DataException("Mismatching schema.");
        }

        if (JsonWords.IsUnion(schema))
        {
            var member = schema.Fields.FirstOrDefault(f => ValueOf(data, f) is not null);
            return member is null ? Append(text, schema, null) : Append(text, member.Schema, ValueOf(data, member));
        }

        text.Append('{');
        var first = true;
        foreach (var field in schema.Fields)
        {
            var before = text.Length;
            text.Append(first ? "" : ",");
            JsonText.AppendQuoted(text, field.Name);
            text.Append(':');
            if (Append(text, field.Schema, ValueOf(data, field)))
            {
                first = false;
            }
            else
            {
                text.Length = before;
            }
        }

        text.Append('}');
        return true;
    }

    private object? ValueOf(Struct data, Field field) => options.IgnoreDefaults ? data.GetWithoutDefault(field) : data.Get(field);

    private void AppendList(StringBuilder text, Schema? schema, IReadOnlyList<object?> list)
    {
        text.Append('[');
        for (var i = 0; i < list.Count; i++)
        {
            text.Append(i > 0 ? "," : "");
            AppendOrNull(text, schema?.ValueSchema, list[i]);
        }

        text.Append(']');
    }

    private void AppendMap(StringBuilder text, Schema? schema, ConnectMap map)
    {
        var isObject = schema is null ? map.Keys.All(k => k is string) : JsonWords.IsObject(schema);
        text.Append(isObject ? '{' : '[');
        var first = true;
        foreach (var (key, value) in map)
        {
            text.Append(first ? "" : ",");
            first = false;
            if (isObject)
            {
                JsonText.AppendQuoted(text, key as string ?? throw WrongType(schema?.KeySchema, key));
                text.Append(':');
                AppendOrNull(text, schema?.ValueSchema, value);
                continue;
            }

            text.Append("{\"key\":");
            AppendOrNull(text, schema?.KeySchema, key);
            text.Append(",\"value\":");
            AppendOrNull(text, schema?.ValueSchema, value);
            text.Append('}');
        }

        text.Append(isObject ? '}' : ']');
    }

    private void AppendOrNull(StringBuilder text, Schema? schema, object? value)
    {
        if (!Append(text, schema, value))
        {
            text.Append("null");
        }
    }

    private static void AppendPlain(StringBuilder text, Schema? schema, object value)
    {
        switch (schema?.Type, value)
        {
            case (null or SchemaType.Int8, sbyte) or (null or SchemaType.Int16, short) or (null or SchemaType.Int32, int) or (null or SchemaType.Int64, long):
                text.Append(CultureInfo.InvariantCulture, $"{value}");
                break;
            case (null or SchemaType.Float32, float number):
                text.Append(float.IsFinite(number) ? JavaText.Of(number) : $"\"{JavaText.Of(number)}\"");
                break;
            case (null or SchemaType.Float64, double number):
                text.Append(double.IsFinite(number) ? JavaText.Of(number) : $"\"{JavaText.Of(number)}\"");
                break;
            case (null or SchemaType.Boolean, bool flag):
                text.Append(flag ? "true" : "false");
                break;
            case (null or SchemaType.String, string given):
                JsonText.AppendQuoted(text, given);
                break;
            case (null or SchemaType.Bytes, byte[] bytes):
                text.Append('"').Append(Convert.ToBase64String(bytes)).Append('"');
                break;
            case (SchemaType.Bytes, BigDecimal number):
                text.Append(number);
                break;
            default:
                throw WrongType(schema, value);
        }
    }

    private static void Require(Schema? schema, SchemaType type, object value)
    {
        if (schema is not null && schema.Type != type)
        {
            throw WrongType(schema, value);
        }
    }

    private static DataException WrongType(Schema? schema, object? value) =>
        new($"Invalid type for {schema?.Type.Name() ?? "unknown schema"}: class {JavaClass.NameOf(value)}");
}
