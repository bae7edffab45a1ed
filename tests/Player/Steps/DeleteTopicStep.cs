using System.Text.Json.Nodes;

namespace Ms2Lab.Player.Steps;

/// <summary><c>delete-topic</c>: deletes a topic.</summary>
internal sealed class DeleteTopicStep(JsonObject json) : Step(json)
{
    public override async Task<JsonNode?> RunAsync(ScenarioRun run, CancellationToken cancellation)
    {
        (await run.Stack.Kafka.Admin.DeleteTopicsAsync([Name(run)], cancellation)).ThrowIfAnyFailed();
        return null;
    }
}
