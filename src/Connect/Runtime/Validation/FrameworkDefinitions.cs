using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Validation;

/// <summary>The framework's settings for one configuration: with the plugins that it names (reference: ConnectorConfig.enrich).</summary>
internal sealed class FrameworkDefinitions(PluginClasses classes, ConnectorDefaults worker)
{
    private static readonly (string Key, PluginType Type, string Interface)[] Converters =
    [
        ("key.converter", PluginType.Converter, "Converter"),
        ("value.converter", PluginType.Converter, "Converter"),
        ("header.converter", PluginType.HeaderConverter, "HeaderConverter"),
    ];

    /// <summary>The definitions.</summary>
    public ConfigDef For(ConnectPlugin connector, IReadOnlyDictionary<string, string> props)
    {
        var defaults = worker with
        {
            ConnectorVersion = connector.Version,
            KeyConverterVersion = Used(props, 0, worker.KeyConverter)?.Version,
            ValueConverterVersion = Used(props, 1, worker.ValueConverter)?.Version,
            HeaderConverterVersion = Used(props, 2, worker.HeaderConverter)?.Version,
        };
        var basic = connector.Type is PluginType.Sink ? ConnectorConfigDefs.Sink(defaults) : ConnectorConfigDefs.Source(defaults);
        var definitions = new ConfigDef();
        foreach (var key in basic.Keys)
        {
            definitions.Define(Checked(key, connector, props));
        }
        AliasedPlugins.Transforms(classes).AddTo(definitions, props);
        AliasedPlugins.Predicates(classes).AddTo(definitions, props);
        return definitions;
    }

    /// <summary>Shows classes by their full names, and none where there is no such class.</summary>
    public void ShowClasses(ConfigDef definitions, Dictionary<string, ConfigValue> values)
    {
        foreach (var key in definitions.Keys.Where(k => k.Type is ConfigDefType.Class && values[k.Name].Value is string))
        {
            var value = values[key.Name];
            value.Value = value.ErrorMessages.Any(e => e.EndsWith(" could not be found.", StringComparison.Ordinal))
                ? null
                : classes.FullName((string)value.Value!);
        }
    }

    private ConnectPlugin? Used(IReadOnlyDictionary<string, string> props, int converter, string? otherwise)
    {
        var (key, type, _) = Converters[converter];
        return classes.Find(props.GetValueOrDefault(key) ?? otherwise, type);
    }

    private ConfigKey Checked(ConfigKey key, ConnectPlugin connector, IReadOnlyDictionary<string, string> props)
    {
        if (key.Name == "connector.plugin.version")
        {
            return With(key, null, [connector.Version]);
        }
        foreach (var (name, type, interfaceName) in Converters)
        {
            if (key.Name == name)
            {
                // The worker's own converter is no business of this connector's, so the default passes.
                var defining = true;
                var check = new LambdaValidator((n, v) => EnsureConverter(n, defining ? null : v, props, type, interfaceName), () => interfaceName);
                var definition = With(key, check, classes.Names(type));
                defining = false;
                return definition;
            }
            if (key.Name == name + ".plugin.version")
            {
                // As with the class, that of the worker's own converter is not checked.
                var own = classes.Find(props.GetValueOrDefault(name), type);
                var version = new LambdaValidator((_, v) => EnsureVersion(own, v as string), () => "installed version");
                return key.DefaultValue is string installed ? With(key, version, [installed]) : With(key, version, [], isVisible: false);
            }
        }
        return key;
    }

    private void EnsureConverter(string name, object? value, IReadOnlyDictionary<string, string> props, PluginType type, string interfaceName)
    {
        if (value is string className)
        {
            classes.EnsureIs(name, className, type, interfaceName);
            EnsureVersion(classes.Find(className, type), props.GetValueOrDefault(name + ".plugin.version"));
        }
    }

    private void EnsureVersion(ConnectPlugin? plugin, string? version)
    {
        if (plugin is not null)
        {
            classes.EnsureVersion(plugin, version);
        }
    }

    private static ConfigKey With(ConfigKey key, IConfigValidator? validator, IReadOnlyList<object?> recommended, bool isVisible = true) => new(
        key.Name, key.Type, key.DefaultValue, validator, key.Importance, key.Documentation, key.Group, key.OrderInGroup, key.Width, key.DisplayName,
        key.Dependents, new ListRecommender(recommended, isVisible), key.IsInternal);
}
