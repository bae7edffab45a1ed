using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Ms2Lab.Player.Answers;

/// <summary>The <c>until</c> of a step.</summary>
internal static class Conditions
{
    /// <summary>Whether each path equals its value, or one of its values where that is a list; <c>{"matches": REGEX}</c> searches its text.</summary>
    public static bool Hold(JsonNode? body, JsonObject conditions) => conditions.All(c => Holds(NormalForm.WithoutProse(JsonPath.At(body, c.Key)), c.Value));

    private static bool Holds(JsonNode? seen, JsonNode? wanted) => wanted switch
    {
        JsonObject o when o["matches"] is { } regex => Regex.IsMatch(Text(seen), regex.GetValue<string>()),
        JsonArray any when seen is not JsonArray => any.Any(w => JsonNode.DeepEquals(w, seen)),
        _ => JsonNode.DeepEquals(wanted, seen),
    };

    private static string Text(JsonNode? seen) => seen is JsonValue value && value.TryGetValue<string>(out var text) ? text : PythonJson.Write(seen);
}
