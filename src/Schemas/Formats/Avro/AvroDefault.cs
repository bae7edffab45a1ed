using System.Text.Json;

namespace Ms2Lab.Schemas.Formats.Avro;

/// <summary>Whether a JSON default fits a schema. As Avro 1.12 does, a union takes a default of any of its branches.</summary>
internal static class AvroDefault
{
    internal static bool Fits(AvroSchema schema, JsonElement value)
    {
        switch (schema)
        {
            case AvroUnion union:
                return union.Branches.Any(b => Fits(b, value));
            case AvroArray array:
                return value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(v => Fits(array.Items, v));
            case AvroMap map:
                return value.ValueKind == JsonValueKind.Object && value.EnumerateObject().All(v => Fits(map.Values, v.Value));
            case AvroRecord record:
                return value.ValueKind == JsonValueKind.Object && record.Fields.All(f =>
                    value.TryGetProperty(f.Name, out var v) ? Fits(f.Schema, v) : f.Default is not null);
            default:
                return schema.Type switch
                {
                    AvroType.Null => value.ValueKind == JsonValueKind.Null,
                    AvroType.Boolean => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
                    AvroType.Int => value.ValueKind == JsonValueKind.Number && Whole(value) && value.GetDouble() is >= int.MinValue and <= int.MaxValue,
                    AvroType.Long => value.ValueKind == JsonValueKind.Number && Whole(value),
                    AvroType.Float or AvroType.Double => value.ValueKind == JsonValueKind.Number,
                    _ => value.ValueKind == JsonValueKind.String,
                };
        }
    }

    private static bool Whole(JsonElement value) => value.TryGetInt64(out _) || Math.Floor(value.GetDouble()) == value.GetDouble();
}
