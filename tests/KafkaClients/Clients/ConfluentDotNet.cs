using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Confluent.Kafka;

namespace Ms2Lab.KafkaClients.Tests.Clients;

/// <summary>Confluent.Kafka with the librdkafka of its package, in this process.</summary>
public sealed partial class ConfluentDotNet : ClientDriver
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <inheritdoc/>
    public override Task<ClientRun> StartAsync(string bootstrap, string verb, JsonObject arguments)
    {
        // As a program would read them: a parsed number is of every CLR type that holds it.
        arguments = JsonNode.Parse(arguments.ToJsonString())!.AsObject();
        Action<InProcessRun> work = verb switch
        {
            "list" => run => List(run, Config(bootstrap, arguments)),
            "produce" => run => Produce(run, Config(bootstrap, arguments), arguments),
            "pump" => run => Pump(run, Config(bootstrap, arguments), arguments),
            "consume" => run => Consume(run, Config(bootstrap, arguments), arguments),
            "group" => run => Group(run, Config(bootstrap, arguments), arguments),
            "transact" => run => Transact(run, Config(bootstrap, arguments), arguments),
            "transform" => run => Transform(run, Config(bootstrap, arguments), arguments),
            "admin" => run => ConfluentAdmin.RunAsync(run, Config(bootstrap, arguments), arguments).GetAwaiter().GetResult(),
            _ => throw new ArgumentOutOfRangeException(nameof(verb), verb, "unknown verb"),
        };
        return Task.FromResult<ClientRun>(new InProcessRun(work));
    }

    /// <summary>Kafka's number where the broker said it, else the library's own word.</summary>
    internal static JsonNode CodeOf(Error error) => (int)error.Code > 0 ? (int)error.Code : error.Code.ToString();

    private static Dictionary<string, string> Config(string bootstrap, JsonObject a)
    {
        var config = new Dictionary<string, string> { ["bootstrap.servers"] = bootstrap };
        if (a["security"]?["username"] is { } user)
        {
            (config["security.protocol"], config["sasl.mechanism"]) = ("SASL_PLAINTEXT", "PLAIN");
            (config["sasl.username"], config["sasl.password"]) = (user.GetValue<string>(), Text(a["security"]!, "password", ""));
        }
        if (a["security"]?["ca"] is { } authority)
        {
            (config["security.protocol"], config["ssl.ca.location"]) = ("SSL", authority.GetValue<string>());
        }
        return config;
    }

    private static void List(InProcessRun run, Dictionary<string, string> config)
    {
        using var admin = new AdminClientBuilder(config).Build();
        var seen = admin.GetMetadata(TimeSpan.FromSeconds(10));
        run.Emit("end", new JsonObject
        {
            ["brokers"] = Array(seen.Brokers.Select(b => b.BrokerId).Order().Select(id => (JsonNode)id)),
            ["topics"] = new JsonObject(seen.Topics.Select(t => KeyValuePair.Create(t.Topic, (JsonNode?)t.Partitions.Count))),
        });
    }

    private static byte[]? Bytes(JsonNode? text) => text is null ? null : Encoding.UTF8.GetBytes(text.GetValue<string>());

    private static string Text(JsonNode a, string name, string otherwise) => a[name]?.GetValue<string>() ?? otherwise;

    private static string Number(JsonObject a, string name, int otherwise) => (a[name]?.GetValue<int>() ?? otherwise).ToString(CultureInfo.InvariantCulture);

    private static JsonArray Array(IEnumerable<JsonNode> items) => new([.. items]);
}
