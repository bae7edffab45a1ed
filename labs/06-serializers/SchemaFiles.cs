using System.Text.Json;
using Ms2Lab.Labs.LabKit;
using Ms2Lab.Labs.LabKit.Submissions;

namespace Ms2Lab.Labs.Serializers;

/// <summary>Finds the schemas of a submission by what they hold.</summary>
internal static class SchemaFiles
{
    /// <summary>The Avro record with, or without, a field of a name.</summary>
    public static Artifact Avro(string field, bool has) => new(
        $"Avro schema of a reading {With(has)} {field} (.avsc)",
        s => One([.. s.TextFiles(".avsc", ".json").Where(f => AvroFields(f.Text) is { } fields && fields.Contains(field) == has)], $"an Avro record {With(has)} a field {field}"));

    /// <summary>The .proto file with, or without, a field of a name.</summary>
    public static Artifact Protobuf(string field, bool has) => new(
        $"Protobuf message of a reading {With(has)} {field} (.proto)",
        s => One(
            [.. s.TextFiles(".proto").Where(f => f.Text.Contains("message", StringComparison.Ordinal) && f.Text.Contains($"{field} =", StringComparison.Ordinal) == has)],
            $"a Protobuf message {With(has)} a field {field}"));

    /// <summary>The JSON Schema with a property of a name.</summary>
    public static Artifact Json(string property) => new(
        $"JSON Schema of a reading with {property} (.json)",
        s => One([.. s.TextFiles(".json").Where(f => JsonProperties(f.Text)?.Contains(property) == true)], $"a JSON Schema with a property {property}"));

    private static string With(bool has) => has ? "with" : "without";

    private static SubmissionFile One(IReadOnlyList<SubmissionFile> found, string wanted) => found switch
    {
        [var one] => one,
        [] => throw new ArtifactException($"one file with {wanted}", "none", "Hand in the schema that you registered."),
        _ => throw new ArtifactException($"one file with {wanted}", $"{found.Count}: {string.Join(", ", found.Select(f => f.Path))}", "Hand in only the one that counts."),
    };

    private static List<string>? AvroFields(string text) => Member(text, "fields", JsonValueKind.Array)?.EnumerateArray()
        .Where(f => f.ValueKind == JsonValueKind.Object && f.TryGetProperty("name", out _)).Select(f => f.GetProperty("name").ToString()).ToList();

    private static List<string>? JsonProperties(string text) => Member(text, "properties", JsonValueKind.Object)?.EnumerateObject().Select(p => p.Name).ToList();

    private static JsonElement? Member(string text, string name, JsonValueKind kind)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty(name, out var member) && member.ValueKind == kind ? member.Clone() : null;
        }
        catch (JsonException)
        {
            return null; // some other file, or one that the registry will refuse
        }
    }
}
