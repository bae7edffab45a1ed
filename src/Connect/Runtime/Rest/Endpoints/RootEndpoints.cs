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
        new("GET", "/health", _ => Task.FromResult(Health())),
    ];

    private void Root(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("version", Version);
        json.WriteString("commit", Commit);
        json.WriteString("kafka_cluster_id", herder.KafkaClusterId);
        json.WriteEndObject();
    }

    private RestResponse Health() => herder.IsReady
        ? Health(200, "healthy", "Worker has completed startup and is ready to handle requests.")
        : Health(503, "starting", "Worker is still starting up.");

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
