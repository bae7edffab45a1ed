using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Validation;

/// <summary>Adds the settings of named transforms or predicates to a connector's (reference: ConnectorConfig.EnrichablePlugin).</summary>
internal sealed class AliasedPlugins(PluginClasses classes, string setting, string group, PluginType type, string kind)
{
    /// <summary>Settings of transforms, with the predicate each may have.</summary>
    public static AliasedPlugins Transforms(PluginClasses classes) => new(classes, "transforms", "Transforms", PluginType.Transformation, "Transformation");

    /// <summary>Settings of predicates.</summary>
    public static AliasedPlugins Predicates(PluginClasses classes) => new(classes, "predicates", "Predicates", PluginType.Predicate, "Predicate");

    /// <summary>Adds the settings of every alias that the configuration lists.</summary>
    public void AddTo(ConfigDef definitions, IReadOnlyDictionary<string, string> props)
    {
        var aliases = (IReadOnlyList<string>?)ConfigParser.Parse(setting, props.GetValueOrDefault(setting), ConfigDefType.List) ?? [];
        foreach (var alias in aliases.Distinct())
        {
            var prefix = $"{setting}.{alias}.";
            var groupName = $"{group}: {alias}";
            var plugin = classes.Find(props.GetValueOrDefault(prefix + "type"), type);
            Define(definitions, props, alias, prefix, groupName, plugin);
            if (plugin is not null)
            {
                definitions.Embed(prefix, groupName, 2, Settings(plugin));
            }
        }
    }

    private void Define(ConfigDef definitions, IReadOnlyDictionary<string, string> props, string alias, string prefix, string groupName, ConnectPlugin? plugin)
    {
        var version = new LambdaValidator(
            (_, value) =>
            {
                if (plugin is not null)
                {
                    classes.EnsureVersion(plugin, (string?)value);
                }
            },
            () => "installed version");
        var typeCheck = new LambdaValidator(
            (name, value) =>
            {
                EnsureNegatable(props, prefix);
                if (value is string className)
                {
                    classes.EnsureIs(name, className, type, kind);
                    version.EnsureValid(name, props.GetValueOrDefault(prefix + "plugin.version"));
                }
            },
            () => $"valid configs for {alias} {kind}");
        definitions.Define(
            prefix + "type", ConfigDefType.Class, ConfigDef.NoDefaultValue, Importance.High, $"Class of {alias}.", typeCheck, groupName, 0, Width.Long,
            $"{kind} type for {alias}", null, new ListRecommender(classes.Names(type)));
        definitions.Define(
            prefix + "plugin.version", ConfigDefType.String, plugin?.Version, Importance.High, $"Version of the class of {alias}.", version, groupName, 1,
            Width.Long, $"{kind} version for {alias}", null, new ListRecommender(plugin is null ? [] : [plugin.Version]));
    }

    private void EnsureNegatable(IReadOnlyDictionary<string, string> props, string prefix)
    {
        if (type is PluginType.Transformation && props.ContainsKey(prefix + "negate") && !props.ContainsKey(prefix + "predicate"))
        {
            throw new ConfigException(
                $"Config '{prefix}negate' was provided but there is no config '{prefix}predicate' defining a predicate to be negated.");
        }
    }

    // As in Kafka, embedded settings stand in the order of their help, not of their definition, and the framework's hide a plugin's of the same name.
    private ConfigDef Settings(ConnectPlugin plugin)
    {
        var all = new ConfigDef();
        using var instance = (IDisposable)plugin.Create();
        var own = instance is ITransformation transformation ? transformation.Config() : ((IPredicate)instance).Config();
        if (type is PluginType.Transformation)
        {
            all.Define("predicate", ConfigDefType.String, null, Importance.Medium, "Predicate that says which records the transform is for.");
            all.Define("negate", ConfigDefType.Boolean, false, Importance.Medium, "Whether it is for the records that the predicate does not hold for.");
        }
        foreach (var key in own.Keys.Where(k => !all.ByName.ContainsKey(k.Name)))
        {
            all.Define(key);
        }
        var groups = all.Groups.ToList();
        var sorted = new ConfigDef();
        foreach (var key in all.Keys
            .OrderBy(k => k.Group is null ? -1 : groups.IndexOf(k.Group))
            .ThenBy(k => k.OrderInGroup)
            .ThenBy(k => k.HasDefault)
            .ThenBy(k => k.HasDefault ? k.Importance : Importance.High)
            .ThenBy(k => k.HasDefault ? k.Name : "", StringComparer.Ordinal))
        {
            sorted.Define(key);
        }
        return sorted;
    }
}
