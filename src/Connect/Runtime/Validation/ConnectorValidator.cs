using System.Collections.Concurrent;
using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Runtime.Herders;
using Ms2Lab.Connect.Runtime.Rest;

namespace Ms2Lab.Connect.Runtime.Validation;

/// <summary>
/// Checks connector configurations (reference: AbstractHerder.validateConnectorConfig). References to config providers must be resolved before.
/// Safe for concurrent use; remembers which classes could not be found, as the text differs from the second time on.
/// </summary>
public sealed class ConnectorValidator(PluginRegistry plugins, ConnectorValidatorOptions options)
{
    private const string NoVersions =
        "Cannot invoke \"java.util.List.stream()\" because the return value of \"org.apache.kafka.connect.runtime.isolation.VersionedPluginLoadingException.availableVersions()\" is null";

    private readonly PluginClasses _classes = new(plugins);
    private readonly ConcurrentDictionary<string, bool> _failed = new(StringComparer.Ordinal);

    /// <summary>Checks a configuration: one value for each setting, with what is wrong about it.</summary>
    /// <exception cref="RestException">400: it names no connector, or one that is not there.</exception>
    /// <exception cref="ConfigException">A client override is not of its type.</exception>
    /// <exception cref="JavaException">A version of the connector that is not there is asked for again.</exception>
    public ConfigInfos Validate(IReadOnlyDictionary<string, string?> config)
    {
        ArgumentNullException.ThrowIfNull(config);
        if (config.GetValueOrDefault("connector.class") is not { } className)
        {
            throw new RestException(400, $"Connector config {Text(config)} contains no connector type");
        }
        var plugin = Find(className);
        if (config.GetValueOrDefault("connector.plugin.version") is ['[' or '(', ..] range && range[^1] is not (']' or ')'))
        {
            throw new RestException(400, $"Unbounded range: {range}");
        }

        // Null values are allowed here, as the validators of settings speak of them.
        var props = config.ToDictionary(p => p.Key, p => p.Value!, StringComparer.Ordinal);
        if (config.GetValueOrDefault("connector.plugin.version") is { } version && !PluginClasses.IsVersion(plugin, version))
        {
            return WrongVersion(className, plugin, version, props);
        }
        var connector = (Connector)plugin.Create();
        var framework = new FrameworkDefinitions(_classes, options.Converters);
        var definitions = framework.For(plugin, props);
        var values = definitions.Validate(props).ToDictionary(v => v.Name, StringComparer.Ordinal);
        framework.ShowClasses(definitions, values);
        CheckTogether(connector, props, values);
        RefuseNulls(config, values);
        return WithOwn(className, connector, props, definitions, values);
    }

    private static string Text(IReadOnlyDictionary<string, string?> config) =>
        "{" + string.Join(", ", JavaHashOrder.OfCopy(config, p => p.Key).Select(p => $"{p.Key}={p.Value ?? "null"}")) + "}";

    private ConnectPlugin Find(string className)
    {
        if (plugins.Find(className, PluginType.Sink, PluginType.Source) is { } plugin)
        {
            return plugin;
        }
        var available = plugins.All.Where(p => p.Type is PluginType.Sink or PluginType.Source).Select(Describe);
        var text = $"Failed to find any class that implements Connector and which name matches {className}, available connectors are: {string.Join(", ", available)}";
        throw new RestException(400, _failed.TryAdd(className, true) ? text : $"org.apache.kafka.connect.errors.ConnectException: {text}");
    }

    private static string Describe(ConnectPlugin plugin)
    {
        var type = plugin.Type is PluginType.Sink ? "sink" : "source";
        return $"PluginDesc{{klass=class {plugin.ClassName}, name='{plugin.ClassName}', version='{plugin.Version}', encodedVersion={plugin.Version}, "
            + $"type={type}, typeName='{type}', location='classpath'}}";
    }

    private ConfigInfos WrongVersion(string className, ConnectPlugin plugin, string version, Dictionary<string, string> props)
    {
        if (!_failed.TryAdd($"{plugin.ClassName} {version}", true))
        {
            throw new JavaException("java.lang.NullPointerException", NoVersions);
        }
        var definitions = ConnectorConfigDefs.OfAll(ConnectorDefaults.None with { ConnectorVersion = plugin.Version });
        var values = definitions.Validate(props).ToDictionary(v => v.Name, StringComparer.Ordinal);
        foreach (var key in (string[])["connector.class", "connector.plugin.version"])
        {
            values[key].AddErrorMessage(_classes.MissingVersion(plugin, version));
        }
        values["connector.plugin.version"].RecommendedValues = [plugin.Version];
        foreach (var converter in (string[])["key.converter", "value.converter", "header.converter"])
        {
            values[converter + ".plugin.version"].Visible = values[converter].Value is not null;
        }
        return new ConfigInfos(
            className, values.Values.Sum(v => v.ErrorMessages.Count), definitions.Groups, [.. definitions.Keys.Select(k => new ConfigInfo(k, values[k.Name]))]);
    }

    private void CheckTogether(Connector connector, Dictionary<string, string> props, Dictionary<string, ConfigValue> values)
    {
        if (connector is SourceConnector source)
        {
            SourceChecks.Run(source, props, values, options.ExactlyOnceSource);
        }
        else
        {
            SinkChecks.Run(props, values, options.WorkerGroupId);
        }
    }

    private static void RefuseNulls(IReadOnlyDictionary<string, string?> config, Dictionary<string, ConfigValue> values)
    {
        foreach (var (name, _) in config.Where(p => p.Value is null))
        {
            values.TryAdd(name, new ConfigValue(name));
            values[name].AddErrorMessage("Null value can not be supplied as the configuration value.");
        }
    }

    private ConfigInfos WithOwn(
        string className, Connector connector, Dictionary<string, string> props, ConfigDef definitions, Dictionary<string, ConfigValue> values)
    {
        var own = connector.Config();
        var keys = definitions.Keys.Select(k => own.ByName.GetValueOrDefault(k.Name) ?? k)
            .Concat(own.Keys.Where(k => !definitions.ByName.ContainsKey(k.Name))).ToList();
        var all = values.Values.Concat(connector.Validate(props).Values).ToList();
        var last = new Dictionary<string, ConfigValue>(StringComparer.Ordinal);
        all.ForEach(v => last[v.Name] = v);
        var defined = keys.Select(k => k.Name).ToHashSet(StringComparer.Ordinal);
        List<ConfigInfo> infos =
        [
            .. all.Where(v => !defined.Contains(v.Name)).Select(v => new ConfigInfo(null, v)),
            .. keys.Select(k => new ConfigInfo(k, last.GetValueOrDefault(k.Name) ?? new ConfigValue(k.Name))),
        ];
        var groups = definitions.Groups.Concat(own.Groups).Distinct();
        var result = new ConfigInfos(className, infos.Sum(i => i.Value.ErrorMessages.Count), [.. groups], infos);
        return Passed(connector, props, values).Aggregate(result, (sum, part) => new ConfigInfos(
            className, sum.ErrorCount + part.ErrorCount, [.. sum.Groups.Union(part.Groups)], [.. sum.Values, .. part.Values]));
    }

    // In the order of Connect's answer.
    private List<ConfigInfos> Passed(Connector connector, Dictionary<string, string> props, Dictionary<string, ConfigValue> values)
    {
        var header = PrefixedInfos.Converter(_classes, props, values["header.converter"], PluginType.HeaderConverter, "header");
        var key = PrefixedInfos.Converter(_classes, props, values["key.converter"], PluginType.Converter, "key");
        var value = PrefixedInfos.Converter(_classes, props, values["value.converter"], PluginType.Converter, "value");
        var source = connector is SourceConnector;
        var deadLetters = !source && !string.IsNullOrWhiteSpace(props.GetValueOrDefault("errors.deadletterqueue.topic.name"));
        var ownOffsets = source && (options.ExactlyOnceSource || !string.IsNullOrWhiteSpace(props.GetValueOrDefault("offsets.storage.topic")));
        var createsTopics = source && props.Keys.Any(k => k.StartsWith("topic.creation.", StringComparison.Ordinal));
        var producer = Overrides(source || deadLetters, "producer.override.", OverridableSettings.Producer, props);
        var admin = Overrides(createsTopics || deadLetters || ownOffsets, "admin.override.", OverridableSettings.Admin, props);
        var consumer = Overrides(!source || ownOffsets, "consumer.override.", OverridableSettings.Consumer, props);
        return [.. new[] { producer, consumer, admin, header, key, value }.OfType<ConfigInfos>()];
    }

    private ConfigInfos? Overrides(bool used, string prefix, ConfigDef client, Dictionary<string, string> props) =>
        used ? PrefixedInfos.Overrides(prefix, props, client, options.Overrides) : null;
}
