using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Runtime.Rest;
using Ms2Lab.Connect.Runtime.Validation;

namespace Ms2Lab.Connect.Runtime.Herders;

/// <summary>Checks the framework's and the connector's own settings of a configuration.</summary>
internal sealed class SettingsCheck(PluginRegistry plugins)
{
    /// <summary>One answer for each setting.</summary>
    /// <exception cref="RestException">400: no class is named, or nobody knows it.</exception>
    public ConfigInfos Validate(IReadOnlyDictionary<string, string?> config)
    {
        var className = config.GetValueOrDefault("connector.class") ?? throw new RestException(400, "Connector config {} contains no connector type");
        var plugin = plugins.Find(className, PluginType.Sink, PluginType.Source) ?? throw new RestException(
            400,
            $"Failed to find any class that implements Connector and which name matches {className}, available connectors are: {string.Join(", ", plugins.All.Where(p => p.Type is PluginType.Sink or PluginType.Source).Select(p => p.ClassName))}");
        var connector = (Connector)plugin.Create();
        var settings = config.Where(c => c.Value is not null).ToDictionary(c => c.Key, c => c.Value!, StringComparer.Ordinal);
        var framework = plugin.Type == PluginType.Sink ? ConnectorConfigDefs.Sink() : ConnectorConfigDefs.Source();
        var own = connector.Config();
        var values = framework.Validate(settings).Select(v => new ConfigInfo(framework.ByName.GetValueOrDefault(v.Name), v))
            .Concat(connector.Validate(settings).Values.Select(v => new ConfigInfo(own.ByName.GetValueOrDefault(v.Name), v)))
            .ToList();
        return new ConfigInfos(className, values.Sum(v => v.Value.ErrorMessages.Count), [.. framework.Groups.Concat(own.Groups).Distinct()], values);
    }
}
