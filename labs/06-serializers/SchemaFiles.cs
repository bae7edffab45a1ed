using System.Text.Json;
using Ms2Lab.Labs.LabKit;
using Ms2Lab.Labs.LabKit.Submissions;

namespace Ms2Lab.Labs;

/// <summary>Finds the schemas of a submission by what they hold.</summary>
internal static class SchemaFiles
{
    /// <summary>The Avro record with, or without, a field of a name.</summary>
    public static Artifact Avro(string field, bool has) => new(
        $"Avro schema of a reading {(has ? "with" : "without")} {field} (.avsc)",
        s => One([.. s.TextFiles(".avsc", ".json").Where(f => Fields(f.Text) is { } fields && fields.Contains(field) == has)], $"an Avro record {(has ? "with" : "without")} a field {field}"));

    /// <summary>The .proto file.</summary>
    public static Artifact Protobuf() => new(
        "Protobuf message of a reading (.proto)", s => One([.. s.TextFiles(".proto").Where(f => f.Text.Contains("message", StringComparison.Ordinal))], "a .proto file with a message"));

    private static SubmissionFile One(IReadOnlyList<SubmissionFile> found, string wanted) => found switch
    {
        [var one] => one,
        [] => throw new ArtifactException($"one file with {wanted}", "none", "Hand in the schema that you registered."),
        _ => throw new ArtifactException($"one file with {wanted}", $"{found.Count}: {string.Join(", ", found.Select(f => f.Path))}", "Hand in only the one that counts."),
    };

    private static List<string?>? Fields(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("fields", out var fields) && fields.ValueKind == JsonValueKind.Array
                ? [.. fields.EnumerateArray().Where(f => f.ValueKind == JsonValueKind.Object && f.TryGetProperty("name", out _)).Select(f => f.GetProperty("name").ToString())] : null;
        }
        catch (JsonException)
        {
            return null; // some other file, or one that the registry will refuse
        }
    }
}
