using Ms2Lab.Connect.Runtime.Herders;
using Ms2Lab.Connect.Runtime.Rest.Http;
using Ms2Lab.Connect.Runtime.Rest.Json;

namespace Ms2Lab.Connect.Runtime.Rest.Endpoints;

/// <summary>Reading, setting and forgetting the positions of a connector (KIP-875).</summary>
internal sealed class OffsetEndpoints(IHerder herder)
{
    private const string NoOffsets = "Cannot invoke \"org.apache.kafka.connect.runtime.rest.entities.ConnectorOffsets.offsets()\" because \"offsets\" is null";

    /// <summary>The endpoints.</summary>
    public IEnumerable<Route> Routes =>
    [
        new("GET", "/connectors/{connector}/offsets", ReadAsync),
        new("PATCH", "/connectors/{connector}/offsets", AlterAsync, true),
        new("DELETE", "/connectors/{connector}/offsets", r => ChangeAsync(r, null), true),
    ];

    private async Task<RestResponse> ReadAsync(RestRequest request)
    {
        var offsets = await herder.ConnectorOffsetsAsync(request.Connector, request.Cancellation).ConfigureAwait(false);
        return RestResponse.Json(json => RestJson.Write(json, offsets));
    }

    private Task<RestResponse> AlterAsync(RestRequest request)
    {
        var offsets = RequestBody.Offsets(request.Text) ?? throw new RestException(500, NoOffsets);
        return offsets.Offsets.Count > 0
            ? ChangeAsync(request, offsets)
            : throw new RestException(400, "Partitions / offsets need to be provided for an alter offsets request");
    }

    private async Task<RestResponse> ChangeAsync(RestRequest request, ConnectorOffsets? offsets)
    {
        var message = await herder.AlterOffsetsAsync(request.Connector, offsets, request.Cancellation).ConfigureAwait(false);
        return RestResponse.Json(json => RestJson.Fields(json, [new("message", message)]));
    }
}
