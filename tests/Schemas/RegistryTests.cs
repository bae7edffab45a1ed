using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Ms2Lab.Schemas.Registry;

namespace Ms2Lab.Schemas.Tests;

public sealed class RegistryTests
{
    private const string Reading = """{"type":"record","name":"Reading","namespace":"lab","fields":[{"name":"id","type":"int"}]}""";
    private const string WithoutDefault =
        """{"type":"record","name":"Reading","namespace":"lab","fields":[{"name":"id","type":"int"},{"name":"x","type":"int"}]}""";

    [Fact]
    public async Task Same_schema_in_two_subjects_has_one_id()
    {
        await using var registry = await StartAsync();
        using var http = Client(registry);

        var first = await RegisterAsync(http, "a", Reading);
        var second = await RegisterAsync(http, "b", Reading);

        second.GetProperty("id").GetInt32().Should().Be(first.GetProperty("id").GetInt32());
        second.GetProperty("version").GetInt32().Should().Be(1);
    }

    [Fact]
    public async Task Incompatible_schema_is_refused_with_the_reason()
    {
        await using var registry = await StartAsync();
        using var http = Client(registry);
        await RegisterAsync(http, "a", Reading);

        var answer = await http.PostAsJsonAsync("/subjects/a/versions", new { schema = WithoutDefault }, TestContext.Current.CancellationToken);

        answer.StatusCode.Should().Be(HttpStatusCode.Conflict);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        body.GetProperty("error_code").GetInt32().Should().Be(40901);
        body.GetProperty("message").GetString().Should().Contain("READER_FIELD_MISSING_DEFAULT_VALUE").And.Contain("/fields/1");
    }

    [Fact]
    public async Task Wrong_password_is_401()
    {
        await using var registry = await EmbeddedRegistry.StartAsync(
            new EmbeddedRegistryOptions { BasicAuth = ("lab", "secret") }, TestContext.Current.CancellationToken);
        using var http = Client(registry);

        var answer = await http.GetAsync("/subjects", TestContext.Current.CancellationToken);

        answer.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    private static Task<EmbeddedRegistry> StartAsync() => EmbeddedRegistry.StartAsync(new EmbeddedRegistryOptions(), TestContext.Current.CancellationToken);

    private static HttpClient Client(EmbeddedRegistry registry) => new() { BaseAddress = registry.Url };

    private static async Task<JsonElement> RegisterAsync(HttpClient http, string subject, string schema)
    {
        var answer = await http.PostAsJsonAsync($"/subjects/{subject}/versions", new { schema }, TestContext.Current.CancellationToken);
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }
}
