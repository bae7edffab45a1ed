using System.Text.Json;
using Ms2Lab.Connect.Runtime.Rest.Http;
using Ms2Lab.Connect.Runtime.Rest.Json;

namespace Ms2Lab.Connect.Runtime.Rest.Endpoints;

/// <summary>Reading and setting log levels, of this worker or of the whole group (KIP-495, KIP-976).</summary>
internal sealed class LoggerEndpoints(ConnectRestOptions options)
{
    private const string NoLevel = "Desired 'level' parameter was not specified in request.";
    private const string NoBody = "Cannot invoke \"java.util.Map.get(Object)\" because \"levelMap\" is null";

    /// <summary>The endpoints.</summary>
    public IEnumerable<Route> Routes =>
    [
        new("GET", "/admin/loggers", _ => Task.FromResult(RestResponse.Json(All))),
        new("GET", "/admin/loggers/{logger}", r => Task.FromResult(One(r.Path["logger"]))),
        new("PUT", "/admin/loggers/{logger}", SetAsync),
    ];

    private void All(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        foreach (var (name, level) in options.Loggers.All())
        {
            json.WritePropertyName(name);
            Write(json, level);
        }
        json.WriteEndObject();
    }

    private RestResponse One(string logger)
    {
        var level = options.Loggers.Get(logger);
        return RestResponse.Json(json => Write(json, level));
    }

    private async Task<RestResponse> SetAsync(RestRequest request)
    {
        var body = request.StringMap() ?? throw new RestException(500, NoBody);
        var level = WorkerLoggers.ParseLevel(body.GetValueOrDefault("level") ?? throw new RestException(400, NoLevel));
        var logger = request.Path["logger"];
        if (!string.Equals(request.Query["scope"].FirstOrDefault(), "cluster", StringComparison.OrdinalIgnoreCase))
        {
            var changed = options.Loggers.Set(logger, level);
            return RestResponse.Json(json => RestJson.Strings(json, changed));
        }
        if (options.Group is null)
        {
            options.Loggers.Set(logger, level);
        }
        else
        {
            await options.Group.SetClusterLoggerLevelAsync(logger, level, request.Cancellation).ConfigureAwait(false);
        }
        return new RestResponse(204);
    }

    private static void Write(Utf8JsonWriter json, LoggerLevel level)
    {
        json.WriteStartObject();
        json.WriteString("level", level.Level);
        json.WritePropertyName("last_modified");
        if (level.LastModified is { } time)
        {
            json.WriteNumberValue(time);
        }
        else
        {
            json.WriteNullValue();
        }
        json.WriteEndObject();
    }
}
