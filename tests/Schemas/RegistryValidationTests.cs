namespace Ms2Lab.Schemas.Tests;

/// <summary>What a registry looks at in a schema that is new to it, and does not in one that is only looked up.</summary>
public sealed class RegistryValidationTests
{
    private const string WrongDefault = """{"type":"record","name":"R","fields":[{"name":"a","type":"int","default":"x"}]}""";

    [Fact]
    public async Task A_wrong_default_is_refused_in_a_new_schema_and_not_looked_at_in_a_lookup()
    {
        await using var registry = await RegistryUnderTest.StartAsync();
        await registry.RegisterAsync("a", RegistryUnderTest.Record("a"));

        (await registry.RefusedAsync("POST /subjects/a/versions", new { schema = WrongDefault })).Should().Contain("Invalid default for field a: \"x\" not a \"int\"");
        (await registry.RefusedAsync("POST /subjects/a", new { schema = WrongDefault })).Should().Be("40403: Schema not found");
    }

    [Fact]
    public async Task New_schemas_are_not_looked_at_where_the_subject_says_so()
    {
        await using var registry = await RegistryUnderTest.StartAsync();
        await registry.AcceptedAsync("PUT /config/a", new { validateNewSchemas = false });

        await registry.RegisterAsync("a", WrongDefault);

        (await registry.AcceptedAsync("POST /subjects/a", new { schema = WrongDefault }))!["version"]!.GetValue<int>().Should().Be(1);
    }

    [Fact]
    public async Task Names_of_new_schemas_are_in_ASCII()
    {
        await using var registry = await RegistryUnderTest.StartAsync();

        var refusal = await registry.RefusedAsync("POST /subjects/a/versions", new { schema = RegistryUnderTest.Record("Zähler") });

        refusal.Should().StartWith("42201:").And.EndWith("details: Illegal character in: Zähler");
    }

    [Fact]
    public async Task A_new_schema_cannot_refer_to_what_is_deleted()
    {
        await using var registry = await RegistryUnderTest.StartAsync();
        await registry.RegisterAsync("reading", RegistryUnderTest.Record("a"));
        await registry.AcceptedAsync("DELETE /subjects/reading/versions/1");

        var refusal = await registry.RefusedAsync("POST /subjects/b/versions", new
        {
            schema = """{"type":"record","name":"B","fields":[{"name":"r","type":"lab.Reading"}]}""",
            references = new[] { new { name = "lab.Reading", subject = "reading", version = 1 } },
        });

        refusal.Should().StartWith("42201:").And.EndWith("details: No schema reference found for subject \"reading\" and version 1");
    }

    [Fact]
    public async Task A_guid_is_known_in_any_case_and_keeps_its_id_when_its_schema_is_gone()
    {
        await using var registry = await RegistryUnderTest.StartAsync();
        var registered = await registry.AcceptedAsync("POST /subjects/a/versions", new { schema = "\"int\"" });
        var guid = registered!["guid"]!.ToString();

        (await registry.AcceptedAsync($"GET /schemas/guids/{guid.ToUpperInvariant()}"))!["schema"]!.ToString().Should().Be("\"int\"");
        await registry.AcceptedAsync("DELETE /subjects/a");
        await registry.AcceptedAsync("DELETE /subjects/a?permanent=true");

        (await registry.AcceptedAsync($"GET /schemas/guids/{guid}/ids"))!.ToJsonString().Should().Be($$"""[{"context":".","id":{{registered["id"]}}}]""");
    }

    [Fact]
    public async Task A_lookup_in_the_other_contexts_goes_by_their_settings_and_skips_where_a_reference_is_missing()
    {
        await using var registry = await RegistryUnderTest.StartAsync();
        await registry.AcceptedAsync("PUT /config/:.lab:", new { defaultMetadata = new { properties = new { site = "lab" } } });
        await registry.AcceptedAsync("POST /subjects/:.lab:a/versions", new { schema = "\"int\"" });

        (await registry.AcceptedAsync("POST /subjects/a", new { schema = "\"int\"" }))!["metadata"]!["properties"]!["site"]!.ToString().Should().Be("lab");
    }

    [Theory]
    [InlineData("+1", 1)]
    [InlineData("01", 1)]
    [InlineData("%20LATEST", 1)]
    public async Task Versions_are_read_as_Java_reads_numbers(string version, int expected)
    {
        await using var registry = await RegistryUnderTest.StartAsync();
        await registry.RegisterAsync("a", "\"int\"");

        (await registry.AcceptedAsync($"GET /subjects/a/versions/{version}"))!["version"]!.GetValue<int>().Should().Be(expected);
    }

    [Fact]
    public async Task The_policy_LOGICAL_is_not_known_to_8_3_1_and_removes_the_one_before()
    {
        await using var registry = await RegistryUnderTest.StartAsync();
        await registry.AcceptedAsync("PUT /config/a", new { compatibilityPolicy = "LENIENT" });

        (await registry.AcceptedAsync("PUT /config/a", new { compatibilityPolicy = "LOGICAL" }))!.AsObject().ContainsKey("compatibilityPolicy").Should().BeFalse();
    }

    [Fact]
    public async Task A_Protobuf_schema_is_shown_without_its_extensions_where_that_is_asked_for()
    {
        await using var registry = await RegistryUnderTest.StartAsync();
        const string Schema = "syntax = \"proto3\";\nimport \"google/protobuf/descriptor.proto\";\n\nmessage M {\n  int32 a = 1 [(mine) = true, deprecated = true];\n}\nextend google.protobuf.FieldOptions {\n  bool mine = 50001;\n}\n";
        await registry.AcceptedAsync("POST /subjects/p/versions", new { schema = Schema, schemaType = "PROTOBUF" });

        var shown = (await registry.AcceptedAsync("GET /subjects/p/versions/1?format=IGNORE_EXTENSIONS"))!["schema"]!.ToString();

        shown.Should().Contain("int32 a = 1 [deprecated = true];").And.NotContain("extend").And.NotContain("mine");
    }
}
