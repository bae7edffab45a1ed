using System.Buffers;
using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Converters.Json;

/// <summary>Writes values as JSON, by a schema or without, with the errors of Connect's JSON converter.</summary>
internal sealed class JsonValueWriter(IBufferWriter<byte> output, JsonConverterSettings settings)
{
    public void Write(Schema? schema, object? value)
    {
        if (value is null)
        {
            WriteAbsent(schema);
            return;
        }

        if (schema is { Logical: not LogicalType.None })
        {
            WriteLogical(schema, value);
            return;
        }

        var type = schema?.Type ?? SchemaTypes.Of(value)
            ?? throw new DataException($"Java class class {JavaClass.NameOf(value)} does not have corresponding schema type.");
        if (!TryWritePlain(type, schema, value))
        {
            var name = schema is null ? "unknown schema" : schema.Type.Name();
            throw new DataException(
                type == SchemaType.Bytes
                    ? $"Invalid type for bytes type: class {JavaClass.NameOf(value)}"
                    : $"Invalid type for {name}: class {JavaClass.NameOf(value)}");
        }
    }

    private void WriteAbsent(Schema? schema)
    {
        if (schema?.DefaultValue is { } defaultValue && settings.ReplaceNullWithDefault)
        {
            Write(schema, defaultValue);
            return;
        }

        if (schema is { IsOptional: false })
        {
            throw new DataException("Conversion error: null value for field that is required and has no default value");
        }

        output.Write("null"u8);
    }

    private void WriteLogical(Schema schema, object value)
    {
        switch (schema.Logical)
        {
            case LogicalType.Decimal when value is BigDecimal number:
                if (settings.NumericDecimals)
                {
                    output.WriteRaw(number.ToString());
                }
                else
                {
                    output.WriteBinary(DecimalLogical.FromLogical(schema, number));
                }

                break;
            case LogicalType.Date when value is Instant date:
                output.WriteNumber(DateLogical.FromLogical(schema, date));
                break;
            case LogicalType.Time when value is Instant time:
                output.WriteNumber(TimeLogical.FromLogical(schema, time));
                break;
            case LogicalType.Timestamp when value is Instant timestamp:
                output.WriteNumber(timestamp.EpochMilliseconds);
                break;
            default:
                var expected = schema.Logical == LogicalType.Decimal ? "BigDecimal" : "Date";
                throw new DataException(
                    $"Invalid type for {schema.Logical}, expected {expected} but was class {JavaClass.NameOf(value)}");
        }
    }

    private bool TryWritePlain(SchemaType type, Schema? schema, object value)
    {
        switch (type, value)
        {
            case (SchemaType.Int8, sbyte n):
                output.WriteNumber(n);
                return true;
            case (SchemaType.Int16, short n):
                output.WriteNumber(n);
                return true;
            case (SchemaType.Int32, int n):
                output.WriteNumber(n);
                return true;
            case (SchemaType.Int64, long n):
                output.WriteNumber(n);
                return true;
            case (SchemaType.Float32, float n):
                output.WriteNumber(n);
                return true;
            case (SchemaType.Float64, double n):
                output.WriteNumber(n);
                return true;
            case (SchemaType.Boolean, bool b):
                output.Write(b ? "true"u8 : "false"u8);
                return true;
            case (SchemaType.String, string s):
                output.WriteText(s);
                return true;
            case (SchemaType.Bytes, byte[] bytes):
                output.WriteBinary(bytes);
                return true;
            case (SchemaType.Array, IReadOnlyList<object?> list):
                WriteArray(schema, list);
                return true;
            case (SchemaType.Map, ConnectMap map):
                WriteMap(schema, map);
                return true;
            case (SchemaType.Struct, Struct s):
                WriteStruct(schema, s);
                return true;
            default:
                return false;
        }
    }

    private void WriteArray(Schema? schema, IReadOnlyList<object?> list)
    {
        output.Write("["u8);
        for (var i = 0; i < list.Count; i++)
        {
            Separate(i);
            Write(schema?.ValueSchema, list[i]);
        }

        output.Write("]"u8);
    }

    private void WriteMap(Schema? schema, ConnectMap map)
    {
        if (schema is { KeySchema: null })
        {
            throw new JavaException(
                "java.lang.NullPointerException",
                "Cannot invoke \"org.apache.kafka.connect.data.Schema.type()\" because the return value of \"org.apache.kafka.connect.data.Schema.keySchema()\" is null");
        }

        var asObject = schema is null ? map.Keys.All(k => k is string) : schema.KeySchema!.Type == SchemaType.String;
        output.Write(asObject ? "{"u8 : "["u8);
        var index = 0;
        foreach (var (key, value) in map)
        {
            Separate(index++);
            if (asObject)
            {
                output.WriteText(KeyText(schema?.KeySchema, key));
                output.Write(":"u8);
                Write(schema?.ValueSchema, value);
            }
            else
            {
                output.Write("["u8);
                Write(schema?.KeySchema, key);
                output.Write(","u8);
                Write(schema?.ValueSchema, value);
                output.Write("]"u8);
            }
        }

        output.Write(asObject ? "}"u8 : "]"u8);
    }

    private static string KeyText(Schema? schema, object? key) => key switch
    {
        string text => text,
        null when schema is not { IsOptional: false } => "null",
        null => throw new DataException("Conversion error: null value for field that is required and has no default value"),
        _ => throw new DataException($"Invalid type for STRING: class {JavaClass.NameOf(key)}"),
    };

    private void WriteStruct(Schema? schema, Struct value)
    {
        if (!value.Schema.Equals(schema))
        {
            throw new DataException("Mismatching schema.");
        }

        output.Write("{"u8);
        foreach (var field in value.Schema.Fields)
        {
            Separate(field.Index);
            output.WriteText(field.Name);
            output.Write(":"u8);
            Write(field.Schema, value.GetWithoutDefault(field));
        }

        output.Write("}"u8);
    }

    private void Separate(int index)
    {
        if (index > 0)
        {
            output.Write(","u8);
        }
    }
}
