using Ms2Lab.Schemas.Registry;

namespace Ms2Lab.Schemas.Tests;

public sealed class RegistryClientTests
{
    private const string Inner = """{"type":"record","name":"Inner","namespace":"lab","fields":[{"name":"x","type":"int"}]}""";
    private const string Outer = """{"type":"record","name":"Outer","namespace":"lab","fields":[{"name":"in","type":"Inner"}]}""";

    [Fact]
    public async Task Registered_schema_is_found_by_id_by_text_and_as_the_latest()
    {
        await using var registry = await StartAsync();
        using var client = Client(registry);

        var id = client.Register("a-value", Inner).Id;

        client.ById(id, "a-value").Text.Should().Be(Inner);
        client.Lookup("a-value", Inner).Should().BeEquivalentTo(new { Id = id, Version = 1 });
        client.Latest("a-value").Id.Should().Be(id);
    }

    [Fact]
    public async Task Known_ids_are_answered_after_the_registry_went_away()
    {
        var registry = await StartAsync();
        using var client = Client(registry);
        var id = client.Register("a-value", Inner).Id;
        client.ById(id);

        await registry.DisposeAsync();

        client.ById(id).Text.Should().Be(Inner);
        var ask = () => client.ById(id + 1);
        ask.Should().Throw<RegistryClientException>().WithMessage("Connection refused").Which.JavaName.Should().Be("java.net.ConnectException");
    }

    [Fact]
    public async Task Unknown_id_is_refused_with_the_text_of_the_java_client()
    {
        await using var registry = await StartAsync();
        using var client = Client(registry);

        var ask = () => client.ById(999);

        var fault = ask.Should().Throw<RegistryClientException>().WithMessage("Schema 999 not found; error code: 40403").Which;
        fault.JavaName.Should().Be("io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException");
    }

    [Fact]
    public async Task Texts_that_a_schema_refers_to_are_fetched_with_it()
    {
        await using var registry = await StartAsync();
        using var client = Client(registry);
        client.Register("inner", Inner);
        var id = client.Register("outer", Outer, references: [new SchemaReference("lab.Inner", "inner", 1)]).Id;

        var sources = client.Sources(client.ById(id));

        sources.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Name = "lab.Inner", Text = Inner });
    }

    [Theory]
    [InlineData("user:secret", true)]
    [InlineData("user:wrong", false)]
    public async Task Password_is_sent_from_the_settings_or_the_address(string userInfo, bool allowed)
    {
        await using var registry = await EmbeddedRegistry.StartAsync(
            new EmbeddedRegistryOptions { BasicAuth = ("user", "secret") }, TestContext.Current.CancellationToken);
        using var bySetting = new RegistryClient(new RegistryClientOptions { Urls = [registry.Url.ToString()], UserInfo = userInfo });
        using var byAddress = new RegistryClient(new RegistryClientOptions { Urls = [$"http://{userInfo}@{registry.Url.Authority}"] });

        foreach (var client in new[] { bySetting, byAddress })
        {
            var register = () => client.Register("a", Inner);
            if (allowed)
            {
                register.Should().NotThrow();
            }
            else
            {
                register.Should().Throw<RegistryClientException>().Which.Status.Should().Be(401);
            }
        }
    }

    private static Task<EmbeddedRegistry> StartAsync() => EmbeddedRegistry.StartAsync(new EmbeddedRegistryOptions(), TestContext.Current.CancellationToken);

    private static RegistryClient Client(EmbeddedRegistry registry) =>
        new(new RegistryClientOptions { Urls = [registry.Url.ToString()] });
}
