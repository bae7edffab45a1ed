using System.Text;
using System.Text.Json;
using Ms2Lab.Schemas.Formats.Avro.Binary;
using Ms2Lab.Schemas.Formats.Json;

namespace Ms2Lab.Schemas.Formats.Avro.Json;

/// <summary>Writes values in Avro's JSON encoding.</summary>
internal static class AvroJsonWriter
{
    internal static void Write(AvroSchema schema, object? value, Utf8JsonWriter json)
    {
        switch (schema, value)
        {
            case (AvroUnion union, _):
                WriteBranch(union.Branches[AvroDatumWriter.BranchOf(union, value)], value, json);
                break;
            case (AvroRecord record, AvroGenericRecord given) when given.Schema.Fields.Count == record.Fields.Count:
                json.WriteStartObject();
                foreach (var field in record.Fields)
                {
                    json.WritePropertyName(field.Name);
                    Write(field.Schema, given[field.Position], json);
                }

                json.WriteEndObject();
                break;
            case (AvroEnum symbols, string symbol) when symbols.IndexOf(symbol) >= 0:
                json.WriteStringValue(symbol);
                break;
            case (AvroFixed type, byte[] bytes) when bytes.Length == type.Size:
                json.WriteStringValue(Encoding.Latin1.GetString(bytes));
                break;
            case (AvroArray array, IReadOnlyCollection<object?> items):
                json.WriteStartArray();
                foreach (var item in items)
                {
                    Write(array.Items, item, json);
                }

                json.WriteEndArray();
                break;
            case (AvroMap map, IReadOnlyDictionary<string, object?> entries):
                json.WriteStartObject();
                foreach (var (key, entry) in entries)
                {
                    json.WritePropertyName(key);
                    Write(map.Values, entry, json);
                }

                json.WriteEndObject();
                break;
            default:
                WritePrimitive(schema, value, json);
                break;
        }
    }

    private static void WriteBranch(AvroSchema branch, object? value, Utf8JsonWriter json)
    {
        if (branch.Type == AvroType.Null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WritePropertyName(branch.FullName);
        Write(branch, value, json);
        json.WriteEndObject();
    }

    private static void WritePrimitive(AvroSchema schema, object? value, Utf8JsonWriter json)
    {
        switch (schema.Type, value)
        {
            case (AvroType.Null, null): json.WriteNullValue(); break;
            case (AvroType.Boolean, bool given): json.WriteBooleanValue(given); break;
            case (AvroType.Int, int given): json.WriteNumberValue(given); break;
            case (AvroType.Long, long given): json.WriteNumberValue(given); break;
            case (AvroType.Long, int given): json.WriteNumberValue(given); break;
            case (AvroType.Float, float given) when float.IsFinite(given): json.WriteRawValue(JavaNumber.Text(given)); break;
            case (AvroType.Double, double given) when double.IsFinite(given): json.WriteRawValue(JavaNumber.Text(given)); break;
            case (AvroType.Float, float given): json.WriteStringValue(NotFinite(given)); break;
            case (AvroType.Double, double given): json.WriteStringValue(NotFinite(given)); break;
            case (AvroType.Bytes, byte[] given): json.WriteStringValue(Encoding.Latin1.GetString(given)); break;
            case (AvroType.String, string given): json.WriteStringValue(given); break;
            default: throw new AvroDataException("org.apache.avro.AvroTypeException", $"Value {value ?? "null"} is not a {schema}");
        }
    }

    private static string NotFinite(double value) => double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
}
