using System.Text.Json.Nodes;

namespace Ms2Lab.Player.Steps;

/// <summary><c>sleep</c>: time passes, as it did when the scenario was recorded.</summary>
internal sealed class SleepStep(JsonObject json) : Step(json)
{
    public override async Task<JsonNode?> RunAsync(ScenarioRun run, CancellationToken cancellation)
    {
        await Task.Delay(TimeSpan.FromSeconds(Subject.GetValue<double>()), TimeProvider.System, cancellation);
        return null;
    }
}
