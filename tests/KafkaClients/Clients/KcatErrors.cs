using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Ms2Lab.KafkaClients.Tests.Clients;

/// <summary>Kafka's numbers of the errors that librdkafka tells in words only.</summary>
internal static partial class KcatErrors
{
    private static readonly Dictionary<string, int> Codes = new()
    {
        ["Broker: Offset out of range"] = 1,
        ["Broker: Unknown topic or partition"] = 3,
        ["Broker: Message size too large"] = 10,
    };

    /// <summary>The number of the last known error in a log, else the last line of the log.</summary>
    public static JsonNode CodeOf(string log) => Words().Matches(log).LastOrDefault(w => Codes.ContainsKey(w.Value)) is { } known
        ? Codes[known.Value]
        : log.TrimEnd().Split('\n')[^1];

    [GeneratedRegex("Broker: [A-Z][a-z ]+[a-z]")]
    private static partial Regex Words();
}
