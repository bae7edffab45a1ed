using System.Text.Json;

namespace Ms2Lab.Schemas.Formats.JsonSchema;

/// <summary>Finds what references of one document point to: by pointer, id or anchor, here or in another document. Each target is parsed once.</summary>
internal sealed class ReferenceTargets(JsonElement root, IReadOnlyDictionary<string, SchemaNodeParser> others, Func<JsonElement, SchemaNode> parse)
{
    private static readonly string[] IdWords = ["$id", "id"];
    private readonly JsonElement root = root;
    private readonly Dictionary<string, SchemaNode> byPointer = [];

    internal SchemaNode Find(string uri)
    {
        var hash = uri.IndexOf('#', StringComparison.Ordinal);
        var document = hash < 0 ? uri : uri[..hash];
        var fragment = hash < 0 ? "" : Uri.UnescapeDataString(uri[(hash + 1)..]);
        if (document.Length == 0 || Identifies(root, document))
        {
            return At(fragment);
        }

        var other = others.FirstOrDefault(o => o.Key == document || o.Key.EndsWith("/" + document, StringComparison.Ordinal) || Identifies(o.Value.Targets.root, document)).Value;
        if (other is not null)
        {
            return other.Targets.At(fragment);
        }

        return ById(root, document) is { } inner ? Cached(document, inner) : throw new InvalidSchemaException("Invalid JSON");
    }

    internal SchemaNode At(string pointer)
    {
        if (byPointer.TryGetValue(pointer, out var known))
        {
            return known;
        }

        if (pointer.Length > 0 && pointer[0] != '/')
        {
            return Cached(pointer, ById(root, "#" + pointer) ?? throw new InvalidSchemaException("Invalid JSON"));
        }

        var at = root;
        foreach (var segment in pointer.Split('/').Skip(1).Select(s => s.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)))
        {
            at = at.ValueKind == JsonValueKind.Object && at.TryGetProperty(segment, out var child) ? child
                : at.ValueKind == JsonValueKind.Array && int.TryParse(segment, out var i) && i >= 0 && i < at.GetArrayLength() ? at[i]
                : throw new InvalidSchemaException("Invalid JSON");
        }

        return Cached(pointer, at);
    }

    private SchemaNode Cached(string key, JsonElement json) => byPointer.TryGetValue(key, out var known) ? known : byPointer[key] = parse(json);

    private static bool Identifies(JsonElement json, string uri) => json.ValueKind == JsonValueKind.Object && IdWords.Any(w =>
        json.TryGetProperty(w, out var id) && id.ValueKind == JsonValueKind.String && id.GetString()!.TrimEnd('#') is var text &&
        (text == uri || text.EndsWith("/" + uri, StringComparison.Ordinal)));

    private static JsonElement? ById(JsonElement json, string uri)
    {
        if (json.ValueKind == JsonValueKind.Object)
        {
            if (Identifies(json, uri) || (json.TryGetProperty("$anchor", out var anchor) && "#" + anchor == uri))
            {
                return json;
            }

            return json.EnumerateObject().Select(m => ById(m.Value, uri)).FirstOrDefault(f => f is not null);
        }

        return json.ValueKind == JsonValueKind.Array ? json.EnumerateArray().Select(e => ById(e, uri)).FirstOrDefault(f => f is not null) : null;
    }
}
