using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Ms2Lab.Kafka.Tests.Vectors;

/// <summary>What a conversation has captured so far, put in place of <c>${name}</c>, <c>${name+1}</c> for numbers.</summary>
internal sealed partial class Variables
{
    private readonly Dictionary<string, JsonNode?> _values = new() { ["run"] = Guid.NewGuid().ToString("n")[..10] };

    /// <summary>Keeps a value as parsed JSON, whose numbers fit every type.</summary>
    public void Set(string name, JsonNode? value) => _values[name] = value is null ? null : JsonNode.Parse(value.ToJsonString());

    /// <summary>A copy with the values in place; a text that is nothing but a variable becomes the value itself, number or not.</summary>
    public JsonNode? Put(JsonNode? node) => node switch
    {
        JsonObject named => new JsonObject(named.Select(p => KeyValuePair.Create(p.Key, Put(p.Value)))),
        JsonArray array => new JsonArray([.. array.Select(Put)]),
        JsonValue value when value.TryGetValue<string>(out var text) => Put(text),
        _ => node?.DeepClone(),
    };

    private JsonNode? Put(string text)
    {
        if (Whole().Match(text) is { Success: true } whole && _values.TryGetValue(whole.Groups[1].Value, out var value))
        {
            return whole.Groups[2].Success ? JsonNode.Parse($"{value!.GetValue<long>() + int.Parse(whole.Groups[2].Value)}") : value?.DeepClone();
        }

        return Part().Replace(text, m => _values.TryGetValue(m.Groups[1].Value, out var known) ? known!.ToString() : m.Value);
    }

    [GeneratedRegex(@"^\$\{(\w+)([+-]\d+)?\}$")]
    private static partial Regex Whole();

    [GeneratedRegex(@"\$\{(\w+)\}")]
    private static partial Regex Part();
}
