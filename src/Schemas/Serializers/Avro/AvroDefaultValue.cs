using System.Text;
using System.Text.Json;
using Ms2Lab.Schemas.Formats.Avro;
using Ms2Lab.Schemas.Formats.Avro.Binary;

namespace Ms2Lab.Schemas.Serializers;

/// <summary>A field's default as a value of its schema.</summary>
internal static class AvroDefaultValue
{
    internal static object? Of(AvroSchema schema, JsonElement json) => schema switch
    {
        AvroUnion union => Of(union.Branches[0], json),
        AvroArray array => json.EnumerateArray().Select(i => Of(array.Items, i)).ToList(),
        AvroMap map => new OrderedDictionary<string, object?>(json.EnumerateObject().Select(e => KeyValuePair.Create(e.Name, Of(map.Values, e.Value)))),
        AvroRecord record => RecordOf(record, json),
        _ => schema.Type switch
        {
            AvroType.Null => null,
            AvroType.Boolean => json.GetBoolean(),
            AvroType.Int => json.GetInt32(),
            AvroType.Long => json.GetInt64(),
            AvroType.Float => json.GetSingle(),
            AvroType.Double => json.GetDouble(),
            AvroType.Bytes or AvroType.Fixed => Encoding.Latin1.GetBytes(json.GetString()!),
            _ => json.GetString(),
        },
    };

    private static AvroGenericRecord RecordOf(AvroRecord schema, JsonElement json)
    {
        var record = new AvroGenericRecord(schema);
        foreach (var field in schema.Fields)
        {
            record[field.Position] = Of(field.Schema, json.TryGetProperty(field.Name, out var value) ? value : field.Default!.Value);
        }

        return record;
    }
}
