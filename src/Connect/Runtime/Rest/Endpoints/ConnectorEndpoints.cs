using System.Text.Json;
using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Runtime.Herders;
using Ms2Lab.Connect.Runtime.Rest.Http;
using Ms2Lab.Connect.Runtime.Rest.Json;

namespace Ms2Lab.Connect.Runtime.Rest.Endpoints;

/// <summary>Listing, creating, changing and deleting connectors.</summary>
internal sealed class ConnectorEndpoints(IHerder herder)
{
    private const string NoConfig = "Cannot invoke \"java.util.Map.get(Object)\" because \"connectorConfig\" is null";
    private const string NoPatch = "Cannot invoke \"java.util.Map.forEach(java.util.function.BiConsumer)\" because \"patch\" is null";
    private const string NoRequest =
        "Cannot invoke \"org.apache.kafka.connect.runtime.rest.entities.CreateConnectorRequest.name()\" because \"createRequest\" is null";

    /// <summary>The endpoints.</summary>
    public IEnumerable<Route> Routes =>
    [
        new("GET", "/connectors", r => Task.FromResult(List(r))),
        new("POST", "/connectors", CreateAsync, true),
        new("GET", "/connectors/{connector}", InfoAsync),
        new("DELETE", "/connectors/{connector}", DeleteAsync, true),
        new("GET", "/connectors/{connector}/config", ConfigAsync),
        new("PUT", "/connectors/{connector}/config", PutConfigAsync, true),
        new("PATCH", "/connectors/{connector}/config", PatchConfigAsync, true),
    ];

    private RestResponse List(RestRequest request)
    {
        var names = herder.Connectors;
        if (!request.Query.Contains("expand"))
        {
            return RestResponse.Json(json => RestJson.Strings(json, names));
        }
        var parts = request.Query["expand"].Where(e => e is "info" or "status").Distinct().ToList();
        var expanded = new List<(string Name, ConnectorInfo? Info, ConnectorStateInfo? Status)>();
        foreach (var name in names)
        {
            try
            {
                var status = parts.Contains("status") ? herder.ConnectorStatus(name) : null;
                var info = parts.Contains("info") ? herder.KnownConnectorInfo(name) : null;
                expanded.Add((name, info, status));
            }
            catch (NotFoundException)
            {
                // Deleted since it was listed, or without status yet: Connect leaves it out.
                continue;
            }
        }
        return RestResponse.Json(json => Expanded(json, expanded, parts));
    }

    private static void Expanded(Utf8JsonWriter json, List<(string Name, ConnectorInfo? Info, ConnectorStateInfo? Status)> connectors, List<string> parts)
    {
        json.WriteStartObject();
        foreach (var (name, info, status) in connectors)
        {
            json.WriteStartObject(name);
            foreach (var part in parts)
            {
                json.WritePropertyName(part);
                if (part == "info")
                {
                    RestJson.Write(json, info!);
                }
                else
                {
                    RestJson.Write(json, status!);
                }
            }
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private async Task<RestResponse> CreateAsync(RestRequest request)
    {
        var create = RequestBody.CreateConnector(request.Text) ?? throw new RestException(500, NoRequest);
        var name = create.Name?.Trim() ?? "";
        var config = Named(name, create.Config);
        var (_, info) = await herder.PutConnectorConfigAsync(name, config, create.InitialState, false, request.Cancellation).ConfigureAwait(false);
        return Created(request, name, info);
    }

    private async Task<RestResponse> PutConfigAsync(RestRequest request)
    {
        var config = Named(request.Connector, request.StringMap());
        var (created, info) = await herder.PutConnectorConfigAsync(request.Connector, config, null, true, request.Cancellation).ConfigureAwait(false);
        return created ? Created(request, request.Connector, info) : RestResponse.Json(json => RestJson.Write(json, info));
    }

    private async Task<RestResponse> PatchConfigAsync(RestRequest request)
    {
        if (request.StringMap() is not { } patch)
        {
            await herder.ConnectorConfigAsync(request.Connector, request.Cancellation).ConfigureAwait(false);
            throw new RestException(500, NoPatch);
        }
        var info = await herder.PatchConnectorConfigAsync(request.Connector, patch, request.Cancellation).ConfigureAwait(false);
        return RestResponse.Json(json => RestJson.Write(json, info));
    }

    private async Task<RestResponse> InfoAsync(RestRequest request)
    {
        var info = await herder.ConnectorInfoAsync(request.Connector, request.Cancellation).ConfigureAwait(false);
        return RestResponse.Json(json => RestJson.Write(json, info));
    }

    private async Task<RestResponse> ConfigAsync(RestRequest request)
    {
        var config = await herder.ConnectorConfigAsync(request.Connector, request.Cancellation).ConfigureAwait(false);
        return RestResponse.Json(json => RestJson.Fields(json, config));
    }

    private async Task<RestResponse> DeleteAsync(RestRequest request)
    {
        await herder.DeleteConnectorAsync(request.Connector, request.Cancellation).ConfigureAwait(false);
        return new RestResponse(204);
    }

    private static RestResponse Created(RestRequest request, string name, ConnectorInfo info) =>
        RestResponse.Json(json => RestJson.Write(json, info), 201) with { Location = request.BaseUrl + RequestPath.OfConnector(name) };

    private static Dictionary<string, string?> Named(string name, Dictionary<string, string?>? config)
    {
        if (config is null)
        {
            throw new RestException(500, NoConfig);
        }
        if (config.GetValueOrDefault("name") is { } given && given != name)
        {
            throw new RestException(400, $"Connector name configuration ({given}) doesn't match connector name in the URL ({name})");
        }
        config["name"] = name;
        return config;
    }
}
