using System.Text.Json.Nodes;

namespace Ms2Lab.Player.Steps;

/// <summary>A step that sends a request to a worker or to the registry.</summary>
internal abstract class HttpStep(JsonObject json) : Step(json)
{
    /// <summary>Sends the request once.</summary>
    /// <exception cref="HttpRequestException">Nothing answers.</exception>
    protected Task<JsonObject> CallAsync(ScenarioRun run, CancellationToken cancellation)
    {
        var request = Name(run);
        var blank = request.IndexOf(' ', StringComparison.Ordinal);
        var (method, path) = blank < 0 ? ("GET", request) : (request[..blank], request[(blank + 1)..]);
        var address = Json["registry"]?.GetValue<bool>() == true ? run.Stack.Endpoints.Registry! : run.Worker(Json["worker"]).Address;
        var headers = Json["headers"]?.AsObject().Select(h => KeyValuePair.Create(h.Key, h.Value!.GetValue<string>())) ?? [];
        return run.Stack.Rest.CallAsync(address, method, path, Body(run), headers, cancellation);
    }

    /// <summary>Sends the request once; where nothing answers, that is what was seen.</summary>
    protected async Task<JsonObject> LookAsync(ScenarioRun run, CancellationToken cancellation)
    {
        try
        {
            return await CallAsync(run, cancellation);
        }
        catch (HttpRequestException e)
        {
            return new JsonObject { ["unreachable"] = e.Message };
        }
    }

    private string? Body(ScenarioRun run) =>
        Json["raw"] is { } raw ? run.Placeholders.Fill(raw.GetValue<string>())
        : run.Placeholders.Fill(Json["body"]) is not { } body ? null
        : body is JsonValue value && value.TryGetValue<string>(out var text) ? text
        : body.ToJsonString();
}
