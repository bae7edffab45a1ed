using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Conversion;

/// <summary>Makes and configures the converters, transforms and predicates that a connector's configuration names.</summary>
internal sealed class PluginFactory(PluginRegistry plugins, IReadOnlyDictionary<string, string> worker)
{
    private const string DefaultHeaderConverter = "org.apache.kafka.connect.storage.SimpleHeaderConverter";

    /// <summary>
    /// The key or value converter: the connector's class with the connector's settings, or the worker's class with the worker's. Settings never mix.
    /// </summary>
    /// <exception cref="ConfigException">No such class, or a setting that is not valid.</exception>
    public Plugin<IConverter> Converter(IReadOnlyDictionary<string, string> connector, bool isKey)
    {
        var setting = isKey ? "key.converter" : "value.converter";
        var source = connector.ContainsKey(setting) ? connector : worker;
        var name = source.GetValueOrDefault(setting) ?? throw new ConfigException($"Missing required configuration \"{setting}\" which has no default value.");
        var made = Make<IConverter>(name, setting, PluginType.Converter);
        var settings = WithPrefix(source, setting + ".");
        settings["converter.type"] = isKey ? "key" : "value";
        made.Instance.Configure(settings, isKey);
        return made;
    }

    /// <summary>The header converter, chosen as the others; SimpleHeaderConverter where nobody names one.</summary>
    public Plugin<IHeaderConverter> HeaderConverter(IReadOnlyDictionary<string, string> connector)
    {
        const string setting = "header.converter";
        var source = connector.ContainsKey(setting) ? connector : worker;
        var made = Make<IHeaderConverter>(source.GetValueOrDefault(setting, DefaultHeaderConverter), setting, PluginType.HeaderConverter);
        var settings = WithPrefix(source, setting + ".");
        settings["converter.type"] = "header";
        made.Instance.Configure(settings);
        return made;
    }

    /// <summary>The transforms in their order, each with its predicate if it has one.</summary>
    /// <exception cref="ConnectException">One of them cannot be made; the cause gives the message, as in Connect.</exception>
    public IReadOnlyList<TransformationStage> Transformations(IReadOnlyDictionary<string, string> connector)
    {
        try
        {
            var predicates = Aliases(connector, "predicates").ToDictionary(alias => alias, alias => Predicate(connector, alias), StringComparer.Ordinal);
            return [.. Aliases(connector, "transforms").Select(alias => Stage(connector, alias, predicates))];
        }
        catch (Exception e)
        {
            throw new ConnectException(e);
        }
    }

    private TransformationStage Stage(IReadOnlyDictionary<string, string> connector, string alias, Dictionary<string, Plugin<IPredicate>> predicates)
    {
        var prefix = $"transforms.{alias}.";
        var settings = WithPrefix(connector, prefix);
        var made = Make<ITransformation>(Required(settings, prefix, "type"), prefix + "type", PluginType.Transformation);
        settings.Remove("predicate", out var predicate);
        settings.Remove("negate", out var negate);
        made.Instance.Configure(settings);
        return predicate is null
            ? new TransformationStage(made, null, false)
            : new TransformationStage(
                made,
                predicates.GetValueOrDefault(predicate) ?? throw new ConfigException($"Unknown configuration 'predicates.{predicate}.plugin.version'"),
                string.Equals(negate?.Trim(), "true", StringComparison.OrdinalIgnoreCase));
    }

    private Plugin<IPredicate> Predicate(IReadOnlyDictionary<string, string> connector, string alias)
    {
        var prefix = $"predicates.{alias}.";
        var settings = WithPrefix(connector, prefix);
        var made = Make<IPredicate>(Required(settings, prefix, "type"), prefix + "type", PluginType.Predicate);
        made.Instance.Configure(settings);
        return made;
    }

    private Plugin<T> Make<T>(string className, string setting, PluginType type)
        where T : class
    {
        var plugin = plugins.Find(className, type) ?? throw new ConfigException(setting, className, $"Class {className} could not be found.");
        return new Plugin<T>(plugin.ClassName, plugin.Version, (T)plugin.Create());
    }

    private static string Required(Dictionary<string, string> settings, string prefix, string name) =>
        settings.GetValueOrDefault(name) ?? throw new ConfigException($"Missing required configuration \"{prefix}{name}\" which has no default value.");

    private static string[] Aliases(IReadOnlyDictionary<string, string> connector, string setting) =>
        connector.GetValueOrDefault(setting, "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static Dictionary<string, string> WithPrefix(IReadOnlyDictionary<string, string> source, string prefix) => source
        .Where(s => s.Key.StartsWith(prefix, StringComparison.Ordinal))
        .ToDictionary(s => s.Key[prefix.Length..], s => s.Value, StringComparer.Ordinal);
}
