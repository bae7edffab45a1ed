using System.Text.Json;
using Ms2Lab.Connect.Runtime.Herders;
using Ms2Lab.Connect.Runtime.Rest.Http;

namespace Ms2Lab.Connect.Runtime.Rest.Endpoints;

/// <summary>What the worker is, and how it is.</summary>
internal sealed class RootEndpoints(IHerder herder)
{
    /// <summary>Version of Connect whose behaviour this worker has.</summary>
    public const string Version = "4.3.1";

    private const string Commit = "26b251a451ce941d";

    /// <summary>The endpoints.</summary>
    public IEnumerable<Route> Routes =>
    [
        new("GET", "/", _ => Task.FromResult(RestResponse.Json(Root))),
        new("GET", "/health", HealthAsync),
    ];

    private void Root(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("version", Version);
        json.WriteString("commit", Commit);
        json.WriteString("kafka_cluster_id", herder.KafkaClusterId);
        json.WriteEndObject();
    }

    // The herder's loop answers: who gets an answer knows that membership and requests work.
    private async Task<RestResponse> HealthAsync(RestRequest request)
    {
        try
        {
            await herder.CheckHealthAsync(request.Cancellation).ConfigureAwait(false);
            return Health(200, "healthy", "Worker has completed startup and is ready to handle requests.");
        }
        catch (RestException e)
        {
            var stage = e.Message.Replace("Request timed out. ", "", StringComparison.Ordinal);
            return herder.IsReady
                ? Health(500, "unhealthy", $"Worker was unable to handle this request and may be unable to handle other requests. {stage}")
                : Health(503, "starting", $"Worker is still starting up. {stage}");
        }
    }

    private static RestResponse Health(int code, string status, string message) => RestResponse.Json(
        json =>
        {
            json.WriteStartObject();
            json.WriteString("status", status);
            json.WriteString("message", message);
            json.WriteEndObject();
        },
        code);
}
