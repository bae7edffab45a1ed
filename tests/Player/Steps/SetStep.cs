using System.Text.Json.Nodes;

namespace Ms2Lab.Player.Steps;

/// <summary><c>set</c>: gives values names.</summary>
internal sealed class SetStep(JsonObject json) : Step(json)
{
    public override Task<JsonNode?> RunAsync(ScenarioRun run, CancellationToken cancellation)
    {
        foreach (var (name, value) in run.Placeholders.Fill(Subject)!.AsObject())
        {
            run.Values[name] = value!.ToString();
        }
        return Task.FromResult<JsonNode?>(null);
    }
}
