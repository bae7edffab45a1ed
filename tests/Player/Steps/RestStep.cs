using System.Text.Json.Nodes;
using Ms2Lab.Labs.LabKit;
using Ms2Lab.Player.Answers;

namespace Ms2Lab.Player.Steps;

/// <summary><c>rest</c>: one request and its answer. What a rebalance refuses is tried again, unless the scenario is about it.</summary>
internal sealed class RestStep(JsonObject json) : HttpStep(json)
{
    public override async Task<JsonNode?> RunAsync(ScenarioRun run, CancellationToken cancellation)
    {
        var limit = Json["no-retry"]?.GetValue<bool>() == true ? TimeSpan.Zero : ScenarioRun.Patience;
        var seen = (await Eventually.WatchAsync(c => CallAsync(run, c), answer => !IsRebalancing(answer), limit, TimeProvider.System, cancellation)).Last;
        foreach (var (name, path) in Json["capture"]?.AsObject() ?? [])
        {
            run.Values[name] = JsonPath.At(seen["body"], path!.GetValue<string>())?.ToString() ?? "";
        }
        return seen;
    }

    // Writing requests answer 409, reading ones 500: Connect maps the same exception in two ways.
    private static bool IsRebalancing(JsonObject answer) =>
        answer["status"]!.GetValue<int>() is 409 or 500 && answer["body"]?.ToJsonString().Contains("rebalance", StringComparison.Ordinal) == true;
}
