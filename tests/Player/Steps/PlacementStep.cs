using System.Text.Json.Nodes;
using Ms2Lab.Player.Answers;

namespace Ms2Lab.Player.Steps;

/// <summary><c>placement</c>: how much each worker runs, without saying which: <c>{"tasks": {"RUNNING": [2, 1]}}</c>, most first.</summary>
internal sealed class PlacementStep(JsonObject json) : Step(json)
{
    public override async Task<JsonNode?> RunAsync(ScenarioRun run, CancellationToken cancellation)
    {
        if (Json["until"] is not { } wanted)
        {
            return await LookAsync(run, cancellation);
        }
        var until = run.Placeholders.Fill(wanted)!.AsObject();
        var seen = await ScenarioRun.UntilAsync($"placement until {PythonJson.Write(until)}", c => LookAsync(run, c), p => Conditions.Hold(p, until), Json["within"], cancellation);
        if (Json["settle"] is { } settle)
        {
            await Task.Delay(TimeSpan.FromSeconds(settle.GetValue<double>()), TimeProvider.System, cancellation);
            return await LookAsync(run, cancellation);
        }
        return seen;
    }

    private async Task<JsonObject> LookAsync(ScenarioRun run, CancellationToken cancellation)
    {
        var answer = await run.Stack.Rest.CallAsync(run.Worker(Subject).Address, "GET", "/connectors?expand=status", null, [], cancellation);
        // While a rebalance is due there is an error in place of the connectors: nothing is placed yet.
        var all = answer["status"]!.GetValue<int>() == 200 ? answer["body"]!.AsObject() : [];
        var statuses = all.Select(c => c.Value!["status"]!).ToList();
        return new() { ["connectors"] = Counted(statuses.Select(s => s["connector"]!)), ["tasks"] = Counted(statuses.SelectMany(s => s["tasks"]!.AsArray()!)) };
    }

    private static JsonObject Counted(IEnumerable<JsonNode?> instances) => new(
        instances.GroupBy(i => i!["state"]!.GetValue<string>()).Select(state => KeyValuePair.Create(
            state.Key, (JsonNode?)new JsonArray([.. state.CountBy(i => i!["worker_id"]!.GetValue<string>()).Select(w => w.Value).OrderDescending().Select(n => JsonValue.Create(n))]))));
}
