using Ms2Lab.Connect.Runtime.Rest.Http;
using Ms2Lab.Connect.Runtime.Rest.Json;

namespace Ms2Lab.Connect.Runtime.Rest.Endpoints;

/// <summary>What only workers call, signed with the group's session key (KIP-507, KIP-618).</summary>
internal sealed class InternalEndpoints(ConnectRestOptions options)
{
    /// <summary>The endpoints.</summary>
    public IEnumerable<Route> Routes =>
    [
        new("POST", "/connectors/{connector}/tasks", PutTasksAsync, true),
        new("PUT", "/connectors/{connector}/fence", FenceAsync, true),
    ];

    private async Task<RestResponse> PutTasksAsync(RestRequest request)
    {
        var configs = string.IsNullOrWhiteSpace(request.Text)
            ? throw new RestException(500, "No content to map due to end-of-input")
            : RequestBody.TaskConfigs(request.Text);
        var group = Group(request);
        IReadOnlyList<IReadOnlyDictionary<string, string?>> tasks = [.. (configs ?? []).Select(c => c ?? [])];
        await group.PutTaskConfigsAsync(request.Connector, tasks, Signature(request), request.Cancellation).ConfigureAwait(false);
        return new RestResponse(204);
    }

    private async Task<RestResponse> FenceAsync(RestRequest request)
    {
        await Group(request).FenceZombieSourceTasksAsync(request.Connector, Signature(request), request.Cancellation).ConfigureAwait(false);
        return new RestResponse(204);
    }

    private IWorkerGroupRequests Group(RestRequest request)
    {
        var signature = Signature(request);
        return options.Group ?? throw (signature.Signature is null || signature.Algorithm is null
            ? new RestException(400, "Internal request missing required signature")
            : new RestException(403, "Internal request contained invalid signature."));
    }

    private static InternalRequestSignature Signature(RestRequest request) => new(
        request.Body,
        request.Headers.GetValueOrDefault("X-Connect-Request-Signature-Algorithm"),
        request.Headers.GetValueOrDefault("X-Connect-Authorization"));
}
