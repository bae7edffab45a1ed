using System.Text.Json.Nodes;
using Ms2Lab.Kafka.Client.Admin;

namespace Ms2Lab.Player.Steps;

/// <summary><c>topic</c>: creates a topic.</summary>
internal sealed class TopicStep(JsonObject json) : Step(json)
{
    public override async Task<JsonNode?> RunAsync(ScenarioRun run, CancellationToken cancellation)
    {
        var topic = new NewTopic(Name(run), Json["partitions"]?.GetValue<int>() ?? 1, 1)
        {
            Configs = Json["config"]?.AsObject().ToDictionary(c => c.Key, c => c.Value?.ToString()) ?? [],
        };
        (await run.Stack.Kafka.Admin.CreateTopicsAsync([topic], cancellation: cancellation)).ThrowIfAnyFailed();
        return null;
    }
}
