using System.Text.Json;

namespace Ms2Lab.Schemas.Formats.Avro;

internal static class OrderedProperties
{
    internal static readonly IReadOnlyDictionary<string, JsonElement> Empty = new OrderedDictionary<string, JsonElement>();
}
