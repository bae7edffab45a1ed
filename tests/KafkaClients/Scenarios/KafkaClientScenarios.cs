using System.Text.Json.Nodes;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.KafkaClients.Tests.Clients;

namespace Ms2Lab.KafkaClients.Tests.Scenarios;

/// <summary>
/// What every client of Kafka does, on the embedded broker. One set of scenarios; each client is a sealed class. A scenario of what a client
/// has not is skipped with the reason.
/// </summary>
public abstract partial class KafkaClientScenarios(ClientDriver client)
{
    private void Needs(string feature) => Assert.SkipWhen(client.Lacks.ContainsKey(feature), client.Lacks.GetValueOrDefault(feature, ""));

    private Task<JsonNode> RunAsync(TestCluster cluster, string verb, JsonObject arguments) => client.RunAsync(cluster.Bootstrap, verb, arguments);

    private async Task<JsonNode> ProduceAsync(TestCluster cluster, JsonObject arguments)
    {
        var produced = await RunAsync(cluster, "produce", arguments);
        Texts(produced["errors"]).Should().BeEmpty();
        return produced;
    }

    private Task<JsonNode> ReadAllAsync(TestCluster cluster, string topic, string isolation = "read_uncommitted") =>
        RunAsync(cluster, "consume", new JsonObject { ["topic"] = topic, ["until_end"] = true, ["isolation"] = isolation });

    private static List<string?> ValuesOf(JsonNode consumed) => [.. consumed["records"]!.AsArray().Select(r => r!["value"]?.GetValue<string>())];

    private static List<long> OffsetsOf(JsonNode consumed) => [.. consumed["records"]!.AsArray().Select(r => r!["offset"]!.GetValue<long>())];

    private static List<string> Texts(JsonNode? array) => [.. (array?.AsArray() ?? []).Select(i => i!.ToString())];

    private static string Code(ErrorCode error) => ((short)error).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
