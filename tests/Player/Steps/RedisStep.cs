using System.Text.Json.Nodes;
using Ms2Lab.Player.Answers;
using Ms2Lab.Player.Servers;

namespace Ms2Lab.Player.Steps;

/// <summary><c>redis</c>: one command, again and again where it waits for a certain answer.</summary>
internal sealed class RedisStep(JsonObject json) : Step(json)
{
    public override async Task<JsonNode?> RunAsync(ScenarioRun run, CancellationToken cancellation)
    {
        var parts = Subject.AsArray().Select(p => RecordBytes.Of(p, run)!).ToList();
        return Json["until"] is { } until
            ? await ScenarioRun.UntilAsync($"redis {PythonJson.Write(Subject)}", c => LookAsync(run, parts, c), seen => JsonNode.DeepEquals(seen["answer"], until), Json["within"], cancellation)
            : await LookAsync(run, parts, cancellation);
    }

    private async Task<JsonObject> LookAsync(ScenarioRun run, List<byte[]> parts, CancellationToken cancellation) => new()
    {
        ["answer"] = await RedisCommand.RunAsync(run.Stack.Endpoints.Redis!, Json["db"]?.GetValue<int>() ?? 0, parts, Json["auth"]?.GetValue<string>(), cancellation),
    };
}
