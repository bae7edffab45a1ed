using Ms2Lab.Connect.Runtime.Herders;
using Ms2Lab.Connect.Runtime.Rest.Http;
using Ms2Lab.Connect.Runtime.Rest.Json;

namespace Ms2Lab.Connect.Runtime.Rest.Endpoints;

/// <summary>Reading and changing the state of connectors and tasks, and the topics they use.</summary>
internal sealed class StateEndpoints(IHerder herder, ConnectRestOptions options)
{
    /// <summary>The endpoints.</summary>
    public IEnumerable<Route> Routes =>
    [
        new("GET", "/connectors/{connector}/status", r => Json(RestResponse.Json(j => RestJson.Write(j, herder.ConnectorStatus(r.Connector))))),
        new("GET", "/connectors/{connector}/tasks", TasksAsync),
        new("GET", "/connectors/{connector}/tasks/{task:int}/status", r => Json(RestResponse.Json(j => RestJson.Write(j, herder.TaskStatus(r.Connector, r.Task))))),
        new("POST", "/connectors/{connector}/restart", RestartAsync, true),
        new("POST", "/connectors/{connector}/tasks/{task:int}/restart", RestartTaskAsync, true),
        new("PUT", "/connectors/{connector}/pause", r => SetStateAsync(r, TargetState.Paused, 202)),
        new("PUT", "/connectors/{connector}/resume", r => SetStateAsync(r, TargetState.Started, 202)),
        new("PUT", "/connectors/{connector}/stop", r => SetStateAsync(r, TargetState.Stopped, 204), true),
        new("GET", "/connectors/{connector}/topics", r => Json(Topics(r.Connector))),
        new("PUT", "/connectors/{connector}/topics/reset", r => Json(ResetTopics(r.Connector))),
    ];

    private async Task<RestResponse> TasksAsync(RestRequest request)
    {
        var tasks = await herder.TaskConfigsAsync(request.Connector, request.Cancellation).ConfigureAwait(false);
        return RestResponse.Json(json => RestJson.List(json, tasks, RestJson.Write));
    }

    private async Task<RestResponse> RestartAsync(RestRequest request)
    {
        var includeTasks = request.Flag("includeTasks") ?? false;
        var onlyFailed = request.Flag("onlyFailed") ?? false;
        if (!includeTasks && !onlyFailed)
        {
            await herder.RestartConnectorAsync(request.Connector, request.Cancellation).ConfigureAwait(false);
            return new RestResponse(204);
        }
        var plan = await herder.RestartConnectorAndTasksAsync(request.Connector, onlyFailed, includeTasks, request.Cancellation).ConfigureAwait(false);
        return RestResponse.Json(json => RestJson.Write(json, plan), 202);
    }

    private async Task<RestResponse> RestartTaskAsync(RestRequest request)
    {
        await herder.RestartTaskAsync(request.Connector, request.Task, request.Cancellation).ConfigureAwait(false);
        return new RestResponse(204);
    }

    private async Task<RestResponse> SetStateAsync(RestRequest request, TargetState state, int status)
    {
        await herder.SetTargetStateAsync(request.Connector, state, request.Cancellation).ConfigureAwait(false);
        return new RestResponse(status);
    }

    private RestResponse Topics(string connector)
    {
        if (!options.TopicTracking)
        {
            throw new RestException(403, "Topic tracking is disabled.");
        }
        var topics = herder.ActiveTopics(connector);
        return RestResponse.Json(json =>
        {
            json.WriteStartObject();
            json.WriteStartObject(connector);
            json.WritePropertyName("topics");
            RestJson.Strings(json, topics);
            json.WriteEndObject();
            json.WriteEndObject();
        });
    }

    private RestResponse ResetTopics(string connector)
    {
        if (!options.TopicTracking)
        {
            throw new RestException(403, "Topic tracking is disabled.");
        }
        if (!options.TopicTrackingReset)
        {
            throw new RestException(403, "Topic tracking reset is disabled.");
        }
        herder.ResetActiveTopics(connector);
        return new RestResponse(202);
    }

    private static Task<RestResponse> Json(RestResponse response) => Task.FromResult(response);
}
