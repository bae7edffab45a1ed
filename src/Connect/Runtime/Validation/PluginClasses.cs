using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Validation;

/// <summary>Looks up the classes that configurations name, with the errors of Java's class loading.</summary>
internal sealed class PluginClasses(PluginRegistry plugins)
{
    private static readonly PluginType[] Loadable = Enum.GetValues<PluginType>();

    /// <summary>The plugin of a type that a class name or alias names, or null.</summary>
    public ConnectPlugin? Find(string? name, PluginType type) => name is null ? null : plugins.Find(name, type);

    /// <summary>Class names of all plugins of a type, sorted.</summary>
    public IReadOnlyList<object?> Names(PluginType type) =>
        [.. plugins.All.Where(p => p.Type == type).Select(p => p.ClassName).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The full name of a class that may be given by alias; the name itself if nothing is known of it.</summary>
    public string FullName(string name) => plugins.Find(name, Loadable)?.ClassName ?? name;

    /// <summary>The versions of a class, one for each type of plugin that it is.</summary>
    public IReadOnlyList<string> Versions(string className) => [.. plugins.All.Where(p => p.ClassName == className).Select(p => p.Version)];

    /// <summary>Passes if a class exists and is a plugin of a type.</summary>
    /// <exception cref="ConfigException">It does not exist, is abstract, or is something else.</exception>
    public void EnsureIs(string setting, string className, PluginType type, string interfaceName)
    {
        if (Find(className, type) is not null)
        {
            return;
        }
        var nested = plugins.All.Where(p => p.Type == type && p.ClassName.StartsWith(className + "$", StringComparison.Ordinal))
            .Select(p => p.ClassName).Order(StringComparer.Ordinal).ToList();
        if (nested.Count > 0)
        {
            throw new ConfigException($"This class is abstract and cannot be created. Did you mean {string.Join(", ", nested)}?");
        }
        var known = className.StartsWith("java.lang.", StringComparison.Ordinal) || className.StartsWith("java.util.", StringComparison.Ordinal)
            ? className
            : plugins.Find(className, Loadable)?.ClassName;
        throw known is null
            ? new ConfigException(setting, className, $"Class {className} could not be found.")
            : new ConfigException($"Class class {known} does not implement the {interfaceName} interface");
    }

    /// <summary>Passes if a version is the one that is there, or none is asked for.</summary>
    /// <exception cref="ConfigException">It is not installed.</exception>
    public void EnsureVersion(ConnectPlugin plugin, string? version)
    {
        if (version is not null && !IsVersion(plugin, version))
        {
            throw new ConfigException(MissingVersion(plugin, version));
        }
    }

    /// <summary>Whether a wanted version, plain or as the range of itself, is the installed one.</summary>
    public static bool IsVersion(ConnectPlugin plugin, string version) => version == plugin.Version || version == $"[{plugin.Version}]";

    /// <summary>The text for a version that is not installed.</summary>
    public string MissingVersion(ConnectPlugin plugin, string version) =>
        $"Plugin {plugin.ClassName} not found that matches the version range [{version},{version}], available versions: [{string.Join(", ", Versions(plugin.ClassName))}]";
}
