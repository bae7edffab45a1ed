using System.Text.Json.Nodes;

namespace Ms2Lab.Player.Steps;

/// <summary><c>stop-worker</c>: SIGTERM.</summary>
internal sealed class StopWorkerStep(JsonObject json) : Step(json)
{
    public override async Task<JsonNode?> RunAsync(ScenarioRun run, CancellationToken cancellation)
    {
        await run.Worker(Subject).StopAsync(cancellation);
        return null;
    }
}
