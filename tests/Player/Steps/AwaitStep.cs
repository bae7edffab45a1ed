using System.Text.Json.Nodes;
using Ms2Lab.Player.Answers;

namespace Ms2Lab.Player.Steps;

/// <summary><c>await</c>: a request, sent again until its answer is as the scenario wants it; with <c>settle</c> once more that many seconds later.</summary>
internal sealed class AwaitStep(JsonObject json) : HttpStep(json)
{
    public override async Task<JsonNode?> RunAsync(ScenarioRun run, CancellationToken cancellation)
    {
        var until = run.Placeholders.Fill(Json["until"])!.AsObject();
        var seen = await ScenarioRun.UntilAsync(
            $"await {Name(run)} until {PythonJson.Write(until)}", c => LookAsync(run, c), answer => Conditions.Hold(answer["body"], until), Json["within"], cancellation);
        if (Json["settle"] is { } settle)
        {
            await Task.Delay(TimeSpan.FromSeconds(settle.GetValue<double>()), TimeProvider.System, cancellation);
            return await LookAsync(run, cancellation);
        }
        return seen;
    }
}
