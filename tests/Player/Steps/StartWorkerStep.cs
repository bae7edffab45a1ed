using System.Text.Json.Nodes;

namespace Ms2Lab.Player.Steps;

/// <summary><c>start-worker</c>: one more worker of the scenario's cluster, in a role.</summary>
internal sealed class StartWorkerStep(JsonObject json) : Step(json)
{
    public override async Task<JsonNode?> RunAsync(ScenarioRun run, CancellationToken cancellation)
    {
        var more = Json["config"]?.AsObject().ToDictionary(c => c.Key, c => c.Value!.ToString()) ?? [];
        run.Name(Subject.GetValue<string>(), await run.StartWorkerAsync(more, cancellation));
        return null;
    }
}
