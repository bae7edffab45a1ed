namespace Ms2Lab.Schemas.Tests;

/// <summary>What settings, modes and metadata change for the schemas of a subject.</summary>
public sealed class RegistrySettingsTests
{
    [Fact]
    public async Task Settings_of_a_subject_replace_the_global_ones_as_a_whole()
    {
        await using var registry = await RegistryUnderTest.StartAsync();
        await registry.AcceptedAsync("PUT /config", new { compatibility = "NONE" });

        await registry.AcceptedAsync("PUT /config/a", new { normalize = true });
        var merged = await registry.AcceptedAsync("PUT /config/a", new { compatibilityGroup = "major" });

        merged!.ToJsonString().Should().Be("""{"normalize":true,"compatibilityGroup":"major"}""");
        (await registry.AcceptedAsync("GET /config/a"))!["compatibilityLevel"]!.ToString().Should().Be("BACKWARD");
    }

    [Fact]
    public async Task An_alias_stands_for_its_subject()
    {
        await using var registry = await RegistryUnderTest.StartAsync();
        await registry.RegisterAsync("readings-value", RegistryUnderTest.Record("a"));

        await registry.AcceptedAsync("PUT /config/meters", new { alias = "readings-value" });

        (await registry.AcceptedAsync("GET /subjects/meters/versions/latest"))!["subject"]!.ToString().Should().Be("readings-value");
        (await registry.AcceptedAsync("GET /schemas?subjectPrefix=meters&aliases=true"))![0]!["aliases"]!.ToJsonString().Should().Be("""["meters"]""");
    }

    [Fact]
    public async Task Default_and_override_metadata_are_merged_into_what_is_registered()
    {
        await using var registry = await RegistryUnderTest.StartAsync();
        await registry.AcceptedAsync("PUT /config/a", new
        {
            defaultMetadata = new { properties = new { owner = "nobody", unit = "kWh" } },
            overrideMetadata = new { properties = new { site = "lab" } },
        });

        var registered = await registry.AcceptedAsync(
            "POST /subjects/a/versions", new { schema = "\"int\"", metadata = new { properties = new { owner = "me", site = "home" } } });

        registered!["metadata"]!["properties"]!.ToJsonString().Should().Be("""{"owner":"me","site":"lab","unit":"kWh"}""");
        (await registry.AcceptedAsync("GET /subjects/a/metadata?key=owner&value=me"))!["version"]!.GetValue<int>().Should().Be(1);
    }

    [Fact]
    public async Task Metadata_is_taken_over_from_the_version_before()
    {
        await using var registry = await RegistryUnderTest.StartAsync();
        await registry.AcceptedAsync("POST /subjects/a/versions", new { schema = RegistryUnderTest.Record("a"), metadata = new { properties = new { owner = "me" } } });

        var second = await registry.AcceptedAsync("POST /subjects/a/versions", new { schema = RegistryUnderTest.Record("a", """,{"name":"b","type":"int","default":0}""") });

        second!["metadata"]!["properties"]!["owner"]!.ToString().Should().Be("me");
    }

    [Fact]
    public async Task A_reserved_field_stays_reserved_where_fields_are_validated()
    {
        await using var registry = await RegistryUnderTest.StartAsync();
        await registry.AcceptedAsync("PUT /config/a", new { validateFields = true });
        var reserving = new Dictionary<string, object> { ["properties"] = new Dictionary<string, string> { ["confluent:reserved"] = "price" } };
        await registry.AcceptedAsync("POST /subjects/a/versions", new { schema = RegistryUnderTest.Record("a"), metadata = reserving });

        var taken = await registry.RefusedAsync(
            "POST /subjects/a/versions", new { schema = RegistryUnderTest.Record("a", """,{"name":"price","type":"int","default":0}"""), metadata = reserving });

        taken.Should().StartWith("40901:").And.Contain("The new schema has field that conflicts with the reserved field price.");
    }

    [Fact]
    public async Task Import_mode_takes_given_ids_and_no_others()
    {
        await using var registry = await RegistryUnderTest.StartAsync();
        (await registry.RefusedAsync("POST /subjects/a/versions", new { schema = "\"int\"", id = 7 })).Should().Be("42205: Subject a in context  is not in import mode");
        await registry.AcceptedAsync("PUT /mode/a", new { mode = "IMPORT" });

        await registry.AcceptedAsync("POST /subjects/a/versions", new { schema = "\"int\"", id = 7, version = 3 });

        (await registry.AcceptedAsync("GET /subjects/a/versions"))!.ToJsonString().Should().Be("[3]");
        (await registry.RefusedAsync("POST /subjects/a/versions", new { schema = "\"long\"", id = 7, version = 4 }))
            .Should().Be("42205: Overwrite new schema with id 7 in context  is not permitted.");
        (await registry.RefusedAsync("POST /subjects/a/versions", new { schema = "\"long\"" })).Should().Be("42205: Subject a in context  is not in read-write mode");
        (await registry.RegisterAsync("b", "\"string\"")).Should().Be(8);
    }

    [Fact]
    public async Task Read_only_still_finds_what_is_registered()
    {
        await using var registry = await RegistryUnderTest.StartAsync();
        var id = await registry.RegisterAsync("a", "\"int\"");
        await registry.AcceptedAsync("PUT /mode", new { mode = "READONLY" });

        (await registry.RegisterAsync("a", "\"int\"")).Should().Be(id);
        (await registry.RefusedAsync("POST /subjects/a/versions", new { schema = "\"long\"" })).Should().StartWith("42205:");
        (await registry.RefusedAsync("DELETE /subjects/a")).Should().Be("42205: Subject a in context  is in read-only mode");
    }

    [Fact]
    public async Task A_version_that_is_not_the_next_is_refused()
    {
        await using var registry = await RegistryUnderTest.StartAsync();
        await registry.RegisterAsync("a", "\"int\"");

        (await registry.RefusedAsync("POST /subjects/a/versions", new { schema = "\"long\"", version = 5 }))
            .Should().Be("42201: Version is not one more than previous version");
        (await registry.AcceptedAsync("POST /subjects/a/versions", new { schema = "\"long\"", version = 2 }))!["metadata"]!.ToJsonString()
            .Should().Be("""{"properties":{"confluent:version":"2"}}""");
    }
}
