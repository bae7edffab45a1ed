using System.Text.Json.Nodes;

namespace Ms2Lab.Player.Steps;

/// <summary><c>kill-worker</c>: SIGKILL.</summary>
internal sealed class KillWorkerStep(JsonObject json) : Step(json)
{
    public override async Task<JsonNode?> RunAsync(ScenarioRun run, CancellationToken cancellation)
    {
        await run.Worker(Subject).KillAsync(cancellation);
        return null;
    }
}
