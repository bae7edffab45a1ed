using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Ms2Lab.Player.Answers;

/// <summary>Answers in the form in which they were recorded: addresses are placeholders, stack frames are left out, what changes from run to run is a mark.</summary>
/// <param name="names">Placeholder by address, the longest address first.</param>
internal sealed partial class NormalForm(IReadOnlyList<(string Address, string Placeholder)> names)
{
    /// <summary>The node in normal form; the one that is given stays as it is.</summary>
    public JsonNode? Of(JsonNode? node) => Apply(WithoutProse(node));

    /// <summary>A copy in which the prose of settings (their <c>documentation</c>) is a mark: it is no behaviour.</summary>
    public static JsonNode? WithoutProse(JsonNode? node) => node switch
    {
        JsonObject members => Object(members.Select(m => KeyValuePair.Create(m.Key, m is { Key: "documentation", Value: { } v } && IsText(v, out var t) && t.Length > 0 ? "<text>" : WithoutProse(m.Value)))),
        JsonArray list => new JsonArray([.. list.Select(WithoutProse)]),
        _ => node?.DeepClone(),
    };

    private JsonNode? Apply(JsonNode? node) => node switch
    {
        JsonObject members => Object(members.Select(m => KeyValuePair.Create(Text(m.Key), Apply(m.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Apply)]),
        JsonValue value when IsText(value, out var text) => JsonValue.Create(Text(text)),
        JsonValue value when value.GetValueKind() == JsonValueKind.Number && long.TryParse(value.ToJsonString(), out var number) && number is > 1_600_000_000_000 and < 2_000_000_000_000 =>
            JsonValue.Create("<time>"),
        _ => node?.DeepClone(),
    };

    private string Text(string text)
    {
        if (text.Contains('\n', StringComparison.Ordinal))
        {
            var lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n').Where(line => !Frame().IsMatch(line));
            text = string.Join('\n', lines).TrimEnd('\n');
        }
        foreach (var (address, placeholder) in names)
        {
            text = text.Replace(address, placeholder, StringComparison.Ordinal);
        }
        text = Client().Replace(Plugins().Replace(text, "$1<list>"), "'@'<client>'");
        return Hash().Replace(Time().Replace(Uuid().Replace(text, "<uuid>"), "<time>"), "@<hash>");
    }

    private static bool IsText(JsonNode node, out string text)
    {
        text = "";
        return node is JsonValue value && value.TryGetValue(out text!);
    }

    // Two keys may become the same mark; the later one counts, as it did in the recording.
    private static JsonObject Object(IEnumerable<KeyValuePair<string, JsonNode?>> members)
    {
        var result = new JsonObject();
        foreach (var (key, value) in members)
        {
            result[key] = value;
        }
        return result;
    }

    [GeneratedRegex(@"^\s+(at |\.\.\. \d+ more)")]
    private static partial Regex Frame();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Uuid();

    [GeneratedRegex(@"\b1[6-9]\d{11}\b")]
    private static partial Regex Time();

    [GeneratedRegex(@"@[0-9a-f]{5,8}\b")]
    private static partial Regex Hash();

    [GeneratedRegex("(available [a-z ]+ are: ).*", RegexOptions.Singleline)]
    private static partial Regex Plugins();

    [GeneratedRegex(@"'@'(localhost|127\.0\.0\.1)'")]
    private static partial Regex Client();
}
