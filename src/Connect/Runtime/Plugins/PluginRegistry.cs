using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime;

/// <summary>All plugins that a worker has, found by full class name or by alias.</summary>
public sealed class PluginRegistry
{
    private static readonly Dictionary<PluginType, string[]> Suffixes = new()
    {
        [PluginType.Source] = ["Connector"],
        [PluginType.Sink] = ["Connector"],
        [PluginType.Converter] = ["Converter"],
        [PluginType.HeaderConverter] = ["HeaderConverter", "Converter"],
        [PluginType.Transformation] = ["Transformation"],
        [PluginType.Predicate] = ["Predicate"],
        [PluginType.ConfigProvider] = ["ConfigProvider"],
        [PluginType.RestExtension] = ["RestExtension"],
        [PluginType.OverridePolicy] = ["ConnectorClientConfigOverridePolicy"],
    };

    private readonly List<ConnectPlugin> _plugins;

    /// <summary>The plugins of several assemblies.</summary>
    public PluginRegistry(IEnumerable<IConnectPlugins> sources)
    {
        ArgumentNullException.ThrowIfNull(sources);
        _plugins = [.. sources.SelectMany(s => s.Plugins)];
    }

    private PluginRegistry(List<ConnectPlugin> plugins) => _plugins = plugins;

    /// <summary>Every plugin.</summary>
    public IReadOnlyList<ConnectPlugin> All => _plugins;

    /// <summary>This registry and the plugins of further assemblies.</summary>
    public PluginRegistry With(IEnumerable<IConnectPlugins> more) => new([.. _plugins, .. more.SelectMany(s => s.Plugins)]);

    /// <summary>The plugin of one of the types with that full name or alias (simple name, with or without its suffix), or null.</summary>
    /// <exception cref="ConnectException">The alias names several connectors; one that names several other classes names none.</exception>
    public ConnectPlugin? Find(string nameOrAlias, params IReadOnlyList<PluginType> types)
    {
        var candidates = _plugins.Where(p => types.Contains(p.Type)).ToList();
        if (candidates.Find(p => p.ClassName == nameOrAlias) is { } exact)
        {
            return exact;
        }
        var matches = candidates.Where(p => AliasesOf(p).Contains(nameOrAlias)).DistinctBy(p => p.ClassName).ToList();
        if (matches.Count > 1 && matches.TrueForAll(m => m.Type is PluginType.Sink or PluginType.Source))
        {
            throw new ConnectException(
                $"More than one connector matches alias {nameOrAlias}. Please use full package and class name instead. Classes found: {string.Join(", ", matches.Select(m => m.ClassName))}");
        }
        return matches.Count == 1 ? matches[0] : null;
    }

    private static IEnumerable<string> AliasesOf(ConnectPlugin plugin)
    {
        // Java's simple name, of a nested class too.
        var simple = plugin.ClassName[(plugin.ClassName.LastIndexOfAny(['.', '$']) + 1)..];
        yield return simple;
        foreach (var suffix in Suffixes[plugin.Type].Where(s => simple.Length > s.Length && simple.EndsWith(s, StringComparison.Ordinal)))
        {
            yield return simple[..^suffix.Length];
        }
        foreach (var alias in plugin.Aliases)
        {
            yield return alias;
        }
    }
}
