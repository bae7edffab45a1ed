namespace Ms2Lab.Schemas.Tests;

/// <summary>Contexts keep ids, subjects and settings apart.</summary>
public sealed class RegistryContextTests
{
    [Fact]
    public async Task A_context_counts_its_own_ids()
    {
        await using var registry = await RegistryUnderTest.StartAsync();
        await registry.RegisterAsync("a", RegistryUnderTest.Record("first"));
        await registry.RegisterAsync("b", RegistryUnderTest.Record("second"));

        var id = await registry.RegisterAsync(":.lab:a", RegistryUnderTest.Record("third"));

        id.Should().Be(1);
        (await registry.AcceptedAsync("GET /contexts"))!.ToJsonString().Should().Be("""[".",".lab"]""");
        (await registry.AcceptedAsync("GET /schemas/ids/1?subject=:.lab:"))!["subject"]!.ToString().Should().Be(":.lab:a");
    }

    [Fact]
    public async Task A_path_below_a_context_means_its_subjects()
    {
        await using var registry = await RegistryUnderTest.StartAsync();
        await registry.RegisterAsync("elsewhere", RegistryUnderTest.Record("x"));

        var registered = await registry.AcceptedAsync("POST /contexts/lab/subjects/a/versions", new { schema = RegistryUnderTest.Record("a") });

        registered!["id"]!.GetValue<int>().Should().Be(1);
        (await registry.AcceptedAsync("GET /contexts/.lab/subjects"))!.ToJsonString().Should().Be("""[":.lab:a"]""");
        (await registry.AcceptedAsync("GET /contexts/:.lab:/schemas/ids/1"))!["subject"]!.ToString().Should().Be(":.lab:a");
        (await registry.AcceptedAsync("GET /contexts/lab/schemas"))!.AsArray().Should().HaveCount(1);
        (await registry.RefusedAsync("GET /contexts/a:b/subjects")).Should().Be("400: Context name 'a:b' cannot contain a colon");
    }

    [Fact]
    public async Task Settings_of_a_context_hold_for_its_subjects_only()
    {
        await using var registry = await RegistryUnderTest.StartAsync();

        await registry.AcceptedAsync("PUT /contexts/lab/config", new { compatibility = "NONE" });
        await registry.AcceptedAsync("PUT /mode/:.lab:", new { mode = "READONLY" });

        (await registry.AcceptedAsync("GET /config/:.lab:a?defaultToGlobal=true"))!["compatibilityLevel"]!.ToString().Should().Be("NONE");
        (await registry.AcceptedAsync("GET /config/a?defaultToGlobal=true"))!["compatibilityLevel"]!.ToString().Should().Be("BACKWARD");
        (await registry.RefusedAsync("POST /subjects/:.lab:a/versions", new { schema = "\"int\"" }))
            .Should().Be("42205: Subject :.lab:a in context :.lab: is in read-only mode");
        await registry.RegisterAsync("a", "\"int\"");
    }

    [Fact]
    public async Task The_global_context_gives_settings_to_all()
    {
        await using var registry = await RegistryUnderTest.StartAsync();

        await registry.AcceptedAsync("PUT /config/:.__GLOBAL:", new { compatibility = "FULL" });

        (await registry.AcceptedAsync("GET /config/:.lab:a?defaultToGlobal=true"))!["compatibilityLevel"]!.ToString().Should().Be("FULL");
        (await registry.RefusedAsync("POST /subjects/:.__GLOBAL:a/versions", new { schema = "\"int\"" }))
            .Should().Be("42208: The specified subject ':.__GLOBAL:a' is not a valid.");
    }

    [Fact]
    public async Task A_context_is_deleted_when_it_is_empty()
    {
        await using var registry = await RegistryUnderTest.StartAsync();
        await registry.RegisterAsync(":.lab:a", "\"int\"");

        (await registry.RefusedAsync("DELETE /contexts/.lab")).Should().Be("42211: The specified context ':.lab:' is not empty.");
        await registry.AcceptedAsync("DELETE /subjects/:.lab:a");
        await registry.AcceptedAsync("DELETE /subjects/:.lab:a?permanent=true");
        var (status, _) = await registry.SendAsync("DELETE /contexts/.lab");

        status.Should().Be(204);
        (await registry.AcceptedAsync("GET /contexts"))!.ToJsonString().Should().Be("""["."]""");
    }

    [Fact]
    public async Task References_stay_in_the_context_of_the_schema()
    {
        await using var registry = await RegistryUnderTest.StartAsync();
        await registry.RegisterAsync(":.lab:person", """{"type":"record","name":"Person","namespace":"lab","fields":[]}""");
        var order = new
        {
            schema = """{"type":"record","name":"Order","namespace":"lab","fields":[{"name":"who","type":"lab.Person"}]}""",
            references = new[] { new { name = "lab.Person", subject = "person", version = 1 } },
        };

        await registry.AcceptedAsync("POST /subjects/:.lab:order/versions", order);

        (await registry.AcceptedAsync("GET /subjects/:.lab:person/versions/1/referencedby"))!.ToJsonString().Should().Be("[2]");
        (await registry.AcceptedAsync("GET /subjects/:.lab:order/versions/1?referenceFormat=qualified"))!["references"]![0]!["subject"]!.ToString()
            .Should().Be(":.lab:person");
        (await registry.RefusedAsync("DELETE /subjects/:.lab:person")).Should().StartWith("42206: One or more references exist");
        (await registry.RefusedAsync("POST /subjects/order/versions", order)).Should().EndWith("No schema reference found for subject \"person\" and version 1");
    }
}
