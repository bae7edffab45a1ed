using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Ms2Lab.Player.Answers;

/// <summary>Schema ids under the names that they were captured by: ids differ from registry to registry.</summary>
/// <param name="ids">The captured ids by name.</param>
internal sealed partial class NamedIds(IReadOnlyDictionary<string, long> ids)
{
    /// <summary>The answer with names in <c>id</c> members, lists of numbers, <c>id=n</c>, <c>Schema n</c>, <c>id n</c> of a text, and framed bytes (<c>{"hex": "00{name:08x}…"}</c>).</summary>
    public JsonNode? In(JsonNode? node) => node switch
    {
        JsonObject { Count: 1 } framed when framed["hex"] is JsonValue hex && Framed(hex.GetValue<string>()) is { } text => new JsonObject { ["hex"] = text },
        JsonObject members => new JsonObject(members.Select(m => KeyValuePair.Create(m.Key, m.Key == "id" && Placeholder(m.Value) is { } name ? name : In(m.Value)))),
        JsonArray list => new JsonArray([.. list.Select(n => Placeholder(n) ?? In(n))]),
        JsonValue value when value.TryGetValue<string>(out var text) =>
            InText().Replace(text, m => m.Groups[1].Value + (Name(long.Parse(m.Groups[2].ValueSpan, CultureInfo.InvariantCulture)) is { } name ? $"${{{name}}}" : m.Groups[2].Value)),
        _ => node?.DeepClone(),
    };

    private string? Framed(string hex) =>
        hex.Length >= 10 && hex.StartsWith("00", StringComparison.Ordinal) && long.TryParse(hex.AsSpan(2, 8), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var id) && Name(id) is { } name
            ? $"00{{{name}:08x}}{hex[10..]}"
            : null;

    private JsonValue? Placeholder(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.Number && long.TryParse(value.ToJsonString(), CultureInfo.InvariantCulture, out var id) && Name(id) is { } name
            ? JsonValue.Create($"${{{name}}}")
            : null;

    private string? Name(long id) => ids.FirstOrDefault(i => i.Value == id).Key;

    [GeneratedRegex(@"\b(id=|id |Schema )(\d+)\b")]
    private static partial Regex InText();
}
