using System.Text.Json.Nodes;

namespace Ms2Lab.Kafka.Tests.Vectors;

/// <summary>Paths of the recordings: names and indexes between dots, <c>*</c> is every element of an array.</summary>
internal static class JsonPaths
{
    /// <summary>The one place that a path without <c>*</c> names.</summary>
    /// <exception cref="InvalidDataException">There is no such place.</exception>
    public static JsonNode? Find(JsonNode? from, string path) => path.Split('.').Aggregate(from, (node, part) => node switch
    {
        JsonArray array when int.TryParse(part, out var index) && index < array.Count => array[index],
        JsonObject named when named.ContainsKey(part) => named[part],
        _ => throw new InvalidDataException($"There is no {path} in {from?.ToJsonString() ?? "null"}"),
    });

    /// <summary>Every place that a path names, as what holds it and what to look for there: a name or an index.</summary>
    public static List<(JsonNode Holder, string Key)> All(JsonNode? from, string path)
    {
        var parts = path.Split('.');
        var holders = new List<JsonNode?> { from };
        foreach (var part in parts[..^1])
        {
            holders = [.. holders.SelectMany(h => KeysOf(h, part).Select(k => Get(h!, k)))];
        }

        return [.. holders.SelectMany(h => KeysOf(h, parts[^1]).Select(k => (h!, k)))];
    }

    public static JsonNode? Get(JsonNode holder, string key) => holder is JsonArray array ? array[int.Parse(key)] : holder[key];

    public static void Set(JsonNode holder, string key, JsonNode? value)
    {
        if (holder is JsonArray array)
        {
            array[int.Parse(key)] = value;
        }
        else
        {
            holder[key] = value;
        }
    }

    private static IEnumerable<string> KeysOf(JsonNode? holder, string part) => holder switch
    {
        JsonArray array when part == "*" => Enumerable.Range(0, array.Count).Select(i => $"{i}"),
        JsonArray array when int.TryParse(part, out var index) && index < array.Count => [part],
        JsonObject named when named.ContainsKey(part) => [part],
        _ => [],
    };
}
