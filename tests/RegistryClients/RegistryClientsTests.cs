using System.Text.Json;
using System.Text.Json.Nodes;
using Confluent.Kafka;
using Google.Protobuf.WellKnownTypes;
using Ms2Lab.Foreign;
using Ms2Lab.Schemas.Registry;
using Ms2Lab.Schemas.Serializers;

namespace Ms2Lab.RegistryClients.Tests;

/// <summary>Confluent's clients for Node and Python, unmodified, against the embedded registry, and their bytes against the serializers here.</summary>
public sealed class RegistryClientsTests : IAsyncLifetime
{
    private EmbeddedRegistry registry = null!;
    private RegistryClient client = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        registry = await EmbeddedRegistry.StartAsync(new EmbeddedRegistryOptions(), Token);
        client = new RegistryClient(new RegistryClientOptions { Urls = [registry.Url.ToString()] });
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await registry.DisposeAsync();
    }

    [Fact]
    public async Task What_Nodes_serdes_write_is_read_here()
    {
        var written = await NodeAsync("write");

        Read(new AvroDeserializer<Reading>(client), written["avro"]).Should().BeEquivalentTo(new Reading { Id = 7, Place = "Boston" });
        Read(new JsonSchemaDeserializer<Reading>(client), written["json"]).Should().BeEquivalentTo(new Reading { Id = 8, Place = "Denver" });
        Read(new ProtobufDeserializer<Field>(client), written["protobuf"]).Should().Be(new Field { Name = "id", Number = 9 });
        client.Latest("node-protobuf-value").Text.Should().StartWith("syntax = \"proto3\";", "the descriptor that Node sends is kept as text");
    }

    [Fact]
    public async Task What_is_written_here_Nodes_serdes_read()
    {
        var written = new JsonObject
        {
            ["avro"] = Written(new AvroSerializer<Reading>(client), new Reading { Id = 1, Place = "Boston" }, "net-avro"),
            ["json"] = Written(new JsonSchemaSerializer<Reading>(client), new Reading { Id = 2, Place = "Denver" }, "net-json"),
            ["protobuf"] = Written(new ProtobufSerializer<Field>(client), new Field { Name = "id", Number = 3 }, "net-protobuf"),
        };

        var read = await NodeAsync("read", written.ToJsonString());

        read.ToJsonString().Should().Be(
            """{"avro":{"Id":1,"Place":"Boston"},"json":{"Id":2,"Place":"Denver"},"protobuf":{"type":"google.protobuf.Field","name":"id","number":3}}""");
    }

    [Fact]
    public async Task Pythons_client_registers_looks_up_tests_and_deletes()
    {
        var set = await ForeignSet.GetAsync("sr-python");

        var result = await ForeignProgram.RunAsync("/usr/bin/python3", [Program("client.py"), registry.Url.ToString()], set.Variables, cancellation: TestContext.Current.CancellationToken);

        result.ExitCode.Should().Be(0, result.Errors);
        var answer = JsonNode.Parse(result.Output)!;
        answer["ids"]!.ToJsonString().Should().Be("[1,2,3]");
        answer["found"]!.ToJsonString().Should().Be("[2,1]");
        answer["compatible"]!.GetValue<bool>().Should().BeFalse();
        answer["level"]!.ToString().Should().Be("NONE");
        answer["versions"]!.ToJsonString().Should().Be("[1,2]");
        answer["refusal"]!.ToJsonString().Should().Be("""[404,40402,"Version 9 not found."]""");
        answer["deleted"]!.ToJsonString().Should().Be("[2,[1]]");
    }

    private static SerializationContext Value(string topic) => new(MessageComponentType.Value, topic);

    private static T Read<T>(RegistryDeserializer<T> deserializer, JsonNode? hex) =>
        deserializer.Deserialize(Convert.FromHexString(hex!.ToString()), false, Value("any"));

    private static string Written<T>(RegistrySerializer<T> serializer, T value, string topic) => Convert.ToHexString(serializer.Serialize(value, Value(topic)));

    private static string Program(string name) => Path.Combine(AppContext.BaseDirectory, "Programs", name);

    private async Task<JsonNode> NodeAsync(string mode, string input = "")
    {
        var set = await ForeignSet.GetAsync("sr-node");
        var result = await ForeignProgram.RunAsync(
            "node", [Program("serdes.js"), registry.Url.GetLeftPart(UriPartial.Authority), mode], set.Variables, input: input);
        result.ExitCode.Should().Be(0, result.Errors);
        return JsonNode.Parse(result.Output) ?? throw new JsonException($"Node printed {result.Output}");
    }

    public sealed class Reading
    {
        public long Id { get; set; }

        public string? Place { get; set; }
    }
}
