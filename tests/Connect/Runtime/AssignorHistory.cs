using System.Globalization;
using System.Text.Json.Nodes;
using Ms2Lab.Connect.Runtime.Group;
using Ms2Lab.Connect.Runtime.Rest;

namespace Ms2Lab.Connect.Tests.Runtime;

/// <summary>A group's rounds of assignment as the leader of Kafka Connect 4.3.1 computed them: what it was told in each, and what it answered.</summary>
/// <param name="Seed">Its name.</param>
/// <param name="MaxDelay"><c>scheduled.rebalance.max.delay.ms</c>.</param>
/// <param name="Rounds">The rounds in their order.</param>
public sealed record AssignorHistory(int Seed, TimeSpan MaxDelay, IReadOnlyList<JsonObject> Rounds)
{
    private static readonly Lazy<IReadOnlyDictionary<int, AssignorHistory>> Recorded = new(() => File.ReadLines(RecordedFile()).Select(Parse).ToDictionary(h => h.Seed));

    /// <summary>All that were recorded, by seed.</summary>
    public static IReadOnlyDictionary<int, AssignorHistory> All => Recorded.Value;

    internal static Work WorkOf(JsonNode json) => Work.Of(
        json["connectors"]!.AsArray().Select(c => c!.GetValue<string>()), json["tasks"]!.AsArray().Select(t => TaskOf(t!.GetValue<string>())));

    internal static Dictionary<string, Work> ByMember(JsonNode json) => json.AsObject().ToDictionary(m => m.Key, m => WorkOf(m.Value!));

    private static ConnectorTaskId TaskOf(string id)
    {
        var dash = id.LastIndexOf('-');
        return new(id[..dash], int.Parse(id.AsSpan(dash + 1), CultureInfo.InvariantCulture));
    }

    private static AssignorHistory Parse(string line)
    {
        var json = JsonNode.Parse(line)!;
        return new(json["seed"]!.GetValue<int>(), TimeSpan.FromMilliseconds(json["maxDelay"]!.GetValue<int>()), [.. json["rounds"]!.AsArray().Select(r => r!.AsObject())]);
    }

    private static string RecordedFile()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "Ms2Lab.sln")))
            {
                return Path.Combine(folder, "tests/vectors/connect-assignor/histories.jsonl");
            }
        }
        throw new DirectoryNotFoundException($"No Ms2Lab.sln above {AppContext.BaseDirectory}");
    }
}
