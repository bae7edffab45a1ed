using System.Text.Json;
using FluentAssertions.Execution;
using Ms2Lab.Schemas.Formats;
using Ms2Lab.Schemas.Formats.JsonSchema;
using Ms2Lab.Schemas.Formats.Protobuf;

namespace Ms2Lab.Schemas.Tests;

public sealed class DifferenceVectorTests
{
    [Theory]
    [InlineData("json-diff-schema-examples.json")]
    [InlineData("json-diff-schema-examples-2020-12.json")]
    [InlineData("json-diff-combined-schema-examples.json")]
    [InlineData("json-diff-combined-schema-examples-2020-12.json")]
    [InlineData("protobuf-diff-schema-examples.json")]
    public void Differences_and_verdicts_are_those_of_the_registry(string file)
    {
        using var cases = JsonDocument.Parse(File.ReadAllText(Path.Combine(VectorFolder.Require("registry"), file)));
        using var scope = new AssertionScope();
        foreach (var one in cases.RootElement.EnumerateArray())
        {
            var name = one.GetProperty("description").GetString();
            if (one.TryGetProperty("original_metadata", out _))
            {
                continue; // metadata are compared by the registry, not by the format
            }

            var changes = Changes(Parse(file, one, "original"), Parse(file, one, "update"));
            changes.Select(d => $"{d.Type} {d.Path}").Should().BeEquivalentTo(one.GetProperty("changes").EnumerateArray().Select(c => c.GetString()), name);
            changes.All(d => d.IsCompatible).Should().Be(one.GetProperty("compatible").GetBoolean(), name);
        }
    }

    // The vectors are those of a release after 8.3.
    private static IReadOnlyList<SchemaDifference> Changes(ParsedSchema original, ParsedSchema update) =>
        update is ProtobufParsedSchema protobuf ? protobuf.DifferencesFrom((ProtobufParsedSchema)original, ProtobufOneOfRules.ByNumber) : update.DifferencesFrom(original);

    private static ParsedSchema Parse(string file, JsonElement one, string side)
    {
        var schema = one.GetProperty($"{side}_schema");
        var text = schema.ValueKind == JsonValueKind.String ? schema.GetString()! : schema.GetRawText();
        return file.StartsWith("protobuf", StringComparison.Ordinal)
            ? ProtobufParsedSchema.Parse(text, References(one, side))
            : JsonSchemaDocument.Parse(text, []);
    }

    private static List<SchemaSource> References(JsonElement one, string side)
    {
        if (!one.TryGetProperty($"{side}_references", out var references))
        {
            return [];
        }

        var texts = one.GetProperty($"{side}_dependencies");
        return [.. references.EnumerateArray().Select(r => new SchemaSource(
            r.GetProperty("name").GetString()!, texts.EnumerateArray().First(t => t.GetProperty("name").ToString() == r.GetProperty("name").ToString()).GetProperty("dependency").GetString()!,
            $"{r.GetProperty("subject")} {r.GetProperty("version")}"))];
    }
}
