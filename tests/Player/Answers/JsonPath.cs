using System.Globalization;
using System.Text.Json.Nodes;

namespace Ms2Lab.Player.Answers;

/// <summary>Paths into an answer such as <c>tasks.0.state</c>; <c>#</c> is the length of a list or the number of members.</summary>
internal static class JsonPath
{
    /// <summary>What a path leads to; null where it leads nowhere.</summary>
    public static JsonNode? At(JsonNode? body, string path)
    {
        foreach (var part in path.Split('.'))
        {
            body = body switch
            {
                JsonArray list when part == "#" => JsonValue.Create(list.Count),
                JsonObject members when part == "#" => JsonValue.Create(members.Count),
                JsonArray list when int.TryParse(part, CultureInfo.InvariantCulture, out var i) && i >= 0 && i < list.Count => list[i],
                JsonObject members => members[part],
                _ => null,
            };
        }
        return body;
    }
}
