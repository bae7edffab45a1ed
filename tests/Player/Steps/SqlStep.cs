using System.Text.Json.Nodes;

namespace Ms2Lab.Player.Steps;

/// <summary><c>sql</c>: one statement, again and again where it waits for certain rows.</summary>
internal sealed class SqlStep(JsonObject json) : Step(json)
{
    public override async Task<JsonNode?> RunAsync(ScenarioRun run, CancellationToken cancellation)
    {
        var sql = Name(run);
        return Json["until"] is { } until
            ? await ScenarioRun.UntilAsync($"sql {sql}", c => run.Stack.Sql.RunAsync(sql, c), seen => JsonNode.DeepEquals(seen["rows"], until), Json["within"], cancellation)
            : await run.Stack.Sql.RunAsync(sql, cancellation);
    }
}
