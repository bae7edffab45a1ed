using System.Buffers;
using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Converters.Json;

/// <summary>Writes schemas as the JSON of an envelope and remembers what it wrote.</summary>
internal sealed class JsonSchemaWriter(JsonConverterSettings settings)
{
    private readonly Dictionary<Schema, byte[]> _written = [];
    private Schema? _lastSchema;
    private byte[] _lastBytes = [];

    public ReadOnlySpan<byte> Write(Schema? schema)
    {
        if (schema is null)
        {
            return "null"u8;
        }

        if (ReferenceEquals(schema, _lastSchema))
        {
            return _lastBytes;
        }

        if (!_written.TryGetValue(schema, out var bytes))
        {
            var output = new ArrayBufferWriter<byte>();
            Write(output, schema, null);
            bytes = output.WrittenSpan.ToArray();
            if (_written.Count >= Math.Max(1, settings.SchemaCacheSize))
            {
                _written.Clear();
            }

            _written[schema] = bytes;
        }

        (_lastSchema, _lastBytes) = (schema, bytes);
        return bytes;
    }

    private void Write(ArrayBufferWriter<byte> output, Schema? schema, string? fieldName)
    {
        if (schema is null)
        {
            output.Write("null"u8);
            return;
        }

        output.WriteRaw($"{{\"type\":\"{TypeName(schema.Type)}\"");
        WriteParts(output, schema);
        output.WriteRaw(schema.IsOptional ? ",\"optional\":true" : ",\"optional\":false");
        WriteText(output, "name", schema.Name);
        if (schema.Version is { } version)
        {
            output.Write(",\"version\":"u8);
            output.WriteNumber(version);
        }

        WriteText(output, "doc", schema.Doc);
        WriteParameters(output, schema);
        if (schema.DefaultValue is { } defaultValue)
        {
            output.Write(",\"default\":"u8);
            new JsonValueWriter(output, settings).Write(schema, defaultValue);
        }

        WriteText(output, "field", fieldName);
        output.Write("}"u8);
    }

    private void WriteParts(ArrayBufferWriter<byte> output, Schema schema)
    {
        switch (schema.Type)
        {
            case SchemaType.Array:
                output.Write(",\"items\":"u8);
                Write(output, schema.ValueSchema, null);
                break;
            case SchemaType.Map:
                output.Write(",\"keys\":"u8);
                Write(output, schema.KeySchema, null);
                output.Write(",\"values\":"u8);
                Write(output, schema.ValueSchema, null);
                break;
            case SchemaType.Struct:
                schema.RequireEnd();
                output.Write(",\"fields\":["u8);
                foreach (var field in schema.Fields)
                {
                    output.WriteRaw(field.Index > 0 ? "," : "");
                    Write(output, field.Schema, field.Name);
                }

                output.Write("]"u8);
                break;
        }
    }

    private static void WriteParameters(ArrayBufferWriter<byte> output, Schema schema)
    {
        if (schema.Parameters is null)
        {
            return;
        }

        output.Write(",\"parameters\":{"u8);
        var separator = "";
        foreach (var (name, value) in schema.Parameters)
        {
            output.WriteRaw(separator);
            output.WriteText(name);
            output.Write(":"u8);
            output.WriteText(value);
            separator = ",";
        }

        output.Write("}"u8);
    }

    private static void WriteText(ArrayBufferWriter<byte> output, string name, string? value)
    {
        if (value is not null)
        {
            output.WriteRaw($",\"{name}\":");
            output.WriteText(value);
        }
    }

    private static string TypeName(SchemaType type) => type switch
    {
        SchemaType.Float32 => "float",
        SchemaType.Float64 => "double",
        SchemaType.Int8 => "int8",
        SchemaType.Int16 => "int16",
        SchemaType.Int32 => "int32",
        SchemaType.Int64 => "int64",
        SchemaType.Boolean => "boolean",
        SchemaType.String => "string",
        SchemaType.Bytes => "bytes",
        SchemaType.Array => "array",
        SchemaType.Map => "map",
        _ => "struct",
    };
}
