using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Runtime.Herders;
using Ms2Lab.Connect.Runtime.Rest.Http;
using Ms2Lab.Connect.Runtime.Rest.Json;
using Ms2Lab.Connect.Runtime.Validation;

namespace Ms2Lab.Connect.Runtime.Rest.Endpoints;

/// <summary>Listing plugins, their settings, and validating configurations.</summary>
internal sealed class PluginEndpoints(IHerder herder)
{
    private const string NoConfig = "Cannot invoke \"java.util.Map.get(Object)\" because \"connectorConfig\" is null";

    // The order in which Connect lists them.
    private static readonly (PluginType Type, string Name)[] Types =
    [
        (PluginType.Sink, "sink"), (PluginType.Source, "source"), (PluginType.Transformation, "transformation"),
        (PluginType.Predicate, "predicate"), (PluginType.Converter, "converter"), (PluginType.HeaderConverter, "header_converter"),
    ];

    /// <summary>The endpoints.</summary>
    public IEnumerable<Route> Routes =>
    [
        new("GET", "/connector-plugins", r => Task.FromResult(All(r.Flag("connectorsOnly") ?? true))),
        new("GET", "/connector-plugins/{plugin}/config", r => Task.FromResult(Config(r.Path["plugin"], r.Query["version"].FirstOrDefault()))),
        new("PUT", "/connector-plugins/{plugin}/config/validate", r => Task.FromResult(Validate(r))),
    ];

    private RestResponse All(bool connectorsOnly)
    {
        var listed = Types.Take(connectorsOnly ? 2 : Types.Length).SelectMany(t => herder.Plugins.All
            .Where(p => p.Type == t.Type)
            .OrderBy(p => p.ClassName, StringComparer.Ordinal)
            .Select(p => (p.ClassName, t.Name, p.Version)));
        return RestResponse.Json(json => RestJson.List(json, listed, (j, plugin) =>
        {
            j.WriteStartObject();
            j.WriteString("class", plugin.ClassName);
            j.WriteString("type", plugin.Name);
            if (plugin.Version is not (null or "" or "undefined"))
            {
                j.WriteString("version", plugin.Version);
            }
            j.WriteEndObject();
        }));
    }

    private RestResponse Config(string name, string? version)
    {
        var plugin = herder.Plugins.Find(name, [.. Types.Select(t => t.Type)]) ?? throw Unknown(name);
        if (version is not (null or "latest") && !PluginClasses.IsVersion(plugin, version))
        {
            throw new RestException(400, new PluginClasses(herder.Plugins).MissingVersion(plugin, version));
        }
        var keys = ConnectorConfigDefs.OfPlugin(plugin).Where(k => !k.IsInternal);
        return RestResponse.Json(json => RestJson.List(json, keys, RestJson.Write));
    }

    // Of other types there are plugins without settings that anybody could ask for.
    private Exception Unknown(string name) => herder.Plugins.Find(name, Enum.GetValues<PluginType>()) is null
        ? new NotFoundException($"Unknown plugin {name}.")
        : new RestException(400, $"Invalid plugin class {name}. Valid types are sink, source, converter, header_converter, transformation, predicate.");

    private RestResponse Validate(RestRequest request)
    {
        var config = request.StringMap() ?? throw new RestException(500, NoConfig);
        var type = request.Path["plugin"];
        if (config.GetValueOrDefault("connector.class") is { } included && !Bare(included).EndsWith(Bare(type), StringComparison.Ordinal))
        {
            throw new RestException(400, $"Included connector type {included} does not match request type {type}");
        }
        ConfigInfos infos;
        try
        {
            infos = herder.Validate(config);
        }
        catch (Exception e)
        {
            // Connect validates on another thread and shows the wrapped error.
            throw new RestException(500, RestErrors.Wrapped(e), e);
        }
        return RestResponse.Json(json => RestJson.Write(json, infos));
    }

    private static string Bare(string name) =>
        name.Length > "Connector".Length && name.EndsWith("Connector", StringComparison.Ordinal) ? name[..^"Connector".Length] : name;
}
