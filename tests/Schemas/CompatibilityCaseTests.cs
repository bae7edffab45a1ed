using System.Text.Json.Nodes;

namespace Ms2Lab.Schemas.Tests;

/// <summary>Changes of schemas and who can still read whom, held against all seven levels of a registry.</summary>
public sealed class CompatibilityCaseTests
{
    private const string Int = """{"type":"record","name":"R","fields":[{"name":"x","type":"int"}]}""";

    /// <summary>Format, change, older schema, newer one, whether the newer reads the older (backward), and the other way round; where one cannot, the reason.</summary>
    public static TheoryData<string, string, string, string, bool, bool, string> Cases => new()
    {
        { "AVRO", "field with a default added", Avro("x int"), Avro("x int", "y int=0"), true, true, "" },
        { "AVRO", "field without a default added", Avro("x int"), Avro("x int", "y int"), false, true, "READER_FIELD_MISSING_DEFAULT_VALUE" },
        { "AVRO", "field without a default removed", Avro("x int", "y int"), Avro("x int"), true, false, "READER_FIELD_MISSING_DEFAULT_VALUE" },
        { "AVRO", "field with a default removed", Avro("x int", "y int=0"), Avro("x int"), true, true, "" },
        { "AVRO", "int becomes long", Int, Int.Replace("int", "long", StringComparison.Ordinal), true, false, "TYPE_MISMATCH" },
        { "AVRO", "double becomes float", Int.Replace("int", "double", StringComparison.Ordinal), Int.Replace("int", "float", StringComparison.Ordinal), false, true, "TYPE_MISMATCH" },
        { "AVRO", "text becomes bytes", Int.Replace("int", "string", StringComparison.Ordinal), Int.Replace("int", "bytes", StringComparison.Ordinal), true, true, "" },
        { "AVRO", "int becomes text", Int, Int.Replace("int", "string", StringComparison.Ordinal), false, false, "TYPE_MISMATCH" },
        { "AVRO", "value becomes nullable", Int, Int.Replace("\"int\"", "[\"null\",\"int\"]", StringComparison.Ordinal), true, false, "TYPE_MISMATCH" },
        { "AVRO", "symbol added", Symbols("A"), Symbols("A", "B"), true, false, "MISSING_ENUM_SYMBOLS" },
        { "AVRO", "field renamed with an alias", Int, """{"type":"record","name":"R","fields":[{"name":"y","aliases":["x"],"type":"int"}]}""", true, false, "READER_FIELD_MISSING_DEFAULT_VALUE" },
        { "AVRO", "size of a fixed changed", """{"type":"fixed","name":"F","size":2}""", """{"type":"fixed","name":"F","size":4}""", false, false, "FIXED_SIZE_MISMATCH" },
        { "AVRO", "documentation added", Int, """{"type":"record","name":"R","doc":"a reading","fields":[{"name":"x","type":"int"}]}""", true, true, "" },

        { "PROTOBUF", "field added", Proto("int32 x = 1;"), Proto("int32 x = 1; int32 y = 2;"), true, true, "" },
        { "PROTOBUF", "field removed", Proto("int32 x = 1; int32 y = 2;"), Proto("int32 x = 1;"), true, true, "" },
        { "PROTOBUF", "field renamed", Proto("int32 x = 1;"), Proto("int32 y = 1;"), true, true, "" },
        { "PROTOBUF", "number stays one on the wire", Proto("int32 x = 1;"), Proto("int64 x = 1;"), true, true, "" },
        { "PROTOBUF", "number becomes text", Proto("int32 x = 1;"), Proto("string x = 1;"), false, false, "FIELD_SCALAR_KIND_CHANGED" },
        { "PROTOBUF", "message added", Proto("int32 x = 1;"), Proto("int32 x = 1;") + " message S { int32 z = 1; }", true, false, "MESSAGE_REMOVED" },
        { "PROTOBUF", "package changed", Proto("int32 x = 1;"), "syntax = \"proto3\"; package other; message R { int32 x = 1; }", false, false, "PACKAGE_CHANGED" },
        { "PROTOBUF", "required field added", "syntax = \"proto2\"; message R { optional int32 x = 1; }", "syntax = \"proto2\"; message R { optional int32 x = 1; required int32 y = 2; }", false, false, "REQUIRED_FIELD" },

        { "JSON", "optional property added to a closed object", Json("\"x\":{}", closed: true), Json("\"x\":{},\"y\":{}", closed: true), true, false, "PROPERTY_REMOVED_FROM_CLOSED_CONTENT_MODEL" },
        { "JSON", "required property added to a closed object", Json("\"x\":{}", closed: true), Json("\"x\":{},\"y\":{}", closed: true, "y"), false, false, "CONTENT_MODEL" },
        { "JSON", "property added to an open object", Json("\"x\":{}"), Json("\"x\":{},\"y\":{\"type\":\"string\"}"), false, true, "PROPERTY_ADDED_TO_OPEN_CONTENT_MODEL" },
        { "JSON", "property becomes required", Json("\"x\":{}"), Json("\"x\":{}", closed: false, "x"), false, true, "REQUIRED_ATTRIBUTE_ADDED" },
        { "JSON", "integer becomes number", Json("\"x\":{\"type\":\"integer\"}"), Json("\"x\":{\"type\":\"number\"}"), true, false, "TYPE_NARROWED" },
        { "JSON", "text becomes number", Json("\"x\":{\"type\":\"string\"}"), Json("\"x\":{\"type\":\"number\"}"), false, false, "TYPE_CHANGED" },
        { "JSON", "text may be longer", Json("\"x\":{\"type\":\"string\",\"maxLength\":3}"), Json("\"x\":{\"type\":\"string\",\"maxLength\":5}"), true, false, "MAX_LENGTH_DECREASED" },
        { "JSON", "value added to an enumeration", Json("\"x\":{\"enum\":[\"a\"]}"), Json("\"x\":{\"enum\":[\"a\",\"b\"]}"), true, false, "ENUM_ARRAY_NARROWED" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_level_allows_a_change_when_the_right_side_can_still_read(
        string format, string change, string older, string newer, bool backward, bool forward, string reason)
    {
        await using var registry = await RegistryUnderTest.StartAsync();
        await registry.AcceptedAsync("POST /subjects/a/versions", new { schema = older, schemaType = format });

        foreach (var (level, allowed) in Levels(backward, forward))
        {
            await registry.AcceptedAsync("PUT /config/a", new { compatibility = level });
            foreach (var path in new[] { "versions/latest", "versions" })
            {
                var verdict = await registry.AcceptedAsync($"POST /compatibility/subjects/a/{path}?verbose=true", new { schema = newer, schemaType = format });

                verdict!["is_compatible"]!.GetValue<bool>().Should().Be(allowed, "{0} under {1}: {2}", change, level, verdict.ToJsonString());
                verdict["messages"]!.AsArray().Select(m => m!.ToString()).Should().Match(m => allowed ? !m.Any() : m.Any(t => t.Contains(reason, StringComparison.Ordinal)));
            }
        }
    }

    [Theory]
    [InlineData("BACKWARD", true)]
    [InlineData("BACKWARD_TRANSITIVE", false)]
    [InlineData("FULL", true)]
    [InlineData("FULL_TRANSITIVE", false)]
    public async Task Only_transitive_levels_remember_versions_before_the_last(string level, bool allowed)
    {
        await using var registry = await RegistryUnderTest.StartAsync();
        await registry.AcceptedAsync("PUT /config/a", new { compatibility = "NONE" });
        await registry.RegisterAsync("a", Avro("x int", "y int=0"));
        await registry.RegisterAsync("a", Avro("x int"));

        await registry.AcceptedAsync("PUT /config/a", new { compatibility = level });
        var (status, answer) = await registry.SendAsync("POST /subjects/a/versions", new { schema = Avro("x int", "y string=\"\"") });

        (status == 200).Should().Be(allowed, answer!.ToJsonString());
        (allowed || answer["message"]!.ToString().Contains("{oldSchemaVersion: 1}", StringComparison.Ordinal)).Should().BeTrue();
    }

    [Fact]
    public async Task Another_format_is_never_compatible()
    {
        await using var registry = await RegistryUnderTest.StartAsync();
        await registry.RegisterAsync("a", Int);

        var refused = await registry.RefusedAsync("POST /subjects/a/versions", new { schema = Proto("int32 x = 1;"), schemaType = "PROTOBUF" });

        refused.Should().StartWith("40901:").And.Contain("Incompatible because of different schema type");
    }

    private static IEnumerable<(string Level, bool Allowed)> Levels(bool backward, bool forward) =>
    [
        ("NONE", true), ("BACKWARD", backward), ("BACKWARD_TRANSITIVE", backward), ("FORWARD", forward), ("FORWARD_TRANSITIVE", forward),
        ("FULL", backward && forward), ("FULL_TRANSITIVE", backward && forward),
    ];

    /// <summary>A record of fields such as <c>x int</c> and <c>y int=0</c>.</summary>
    private static string Avro(params string[] fields) => new JsonObject
    {
        ["type"] = "record",
        ["name"] = "R",
        ["fields"] = new JsonArray([.. fields.Select(f => f.Split(' ', '=')).Select(f => f.Length == 2
            ? new JsonObject { ["name"] = f[0], ["type"] = f[1] }
            : new JsonObject { ["name"] = f[0], ["type"] = f[1], ["default"] = JsonNode.Parse(f[2]) })]),
    }.ToJsonString();

    private static string Symbols(params string[] symbols) =>
        $$"""{"type":"enum","name":"E","symbols":[{{string.Join(',', symbols.Select(s => $"\"{s}\""))}}]}""";

    private static string Proto(string fields) => $"syntax = \"proto3\"; package lab; message R {{ {fields} }}";

    private static string Json(string properties, bool closed = false, params string[] required) =>
        "{\"type\":\"object\",\"properties\":{" + properties + "},\"required\":[" + string.Join(',', required.Select(r => $"\"{r}\"")) + "]"
        + (closed ? ",\"additionalProperties\":false}" : "}");
}
