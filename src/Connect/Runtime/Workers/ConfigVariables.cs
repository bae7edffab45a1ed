using System.Text.RegularExpressions;
using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Workers;

/// <summary>
/// Puts values in the place of <c>${provider:path:key}</c> when a configuration is used (KIP-297); what is stored and shown keeps the text. An unknown
/// provider or key leaves the text as it is.
/// </summary>
internal sealed partial class ConfigVariables : IDisposable
{
    private readonly Dictionary<string, IConfigProvider> _providers = new(StringComparer.Ordinal);

    /// <summary>The providers that the worker's setting config.providers names.</summary>
    /// <exception cref="ConfigException">A provider without a class, or a class that nobody knows.</exception>
    public ConfigVariables(IReadOnlyDictionary<string, string> worker, PluginRegistry plugins)
    {
        foreach (var name in worker.GetValueOrDefault("config.providers", "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var setting = $"config.providers.{name}.class";
            var className = worker.GetValueOrDefault(setting) ?? throw new ConfigException($"Missing required configuration \"{setting}\" which has no default value.");
            var plugin = plugins.Find(className, PluginType.ConfigProvider) ?? throw new ConfigException(setting, className, $"Class {className} could not be found.");
            var provider = (IConfigProvider)plugin.Create();
            var prefix = $"config.providers.{name}.param.";
            provider.Configure(worker.Where(w => w.Key.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(w => w.Key[prefix.Length..], w => w.Value, StringComparer.Ordinal));
            _providers[name] = provider;
        }
    }

    /// <summary>Whether a text holds a variable, known or not.</summary>
    public static bool IsIn(string text) => Variable().IsMatch(text);

    /// <summary>The configuration with its variables resolved; null values stay.</summary>
    /// <exception cref="ConfigException">A provider cannot read what is asked of it.</exception>
    public Dictionary<string, string?> ResolveNullable(IReadOnlyDictionary<string, string?> config) =>
        config.ToDictionary(c => c.Key, c => c.Value is null ? null : Resolve(c.Value), StringComparer.Ordinal);

    /// <summary>The configuration with its variables resolved.</summary>
    /// <exception cref="ConfigException">A provider cannot read what is asked of it.</exception>
    public Dictionary<string, string> Resolve(IReadOnlyDictionary<string, string> config) =>
        config.ToDictionary(c => c.Key, c => Resolve(c.Value), StringComparer.Ordinal);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var provider in _providers.Values)
        {
            provider.Dispose();
        }
    }

    [GeneratedRegex(@"\$\{([^}]*?):(([^}]*?):)?([^}]*?)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Variable();

    private string Resolve(string text) => Variable().Replace(text, variable =>
    {
        var key = variable.Groups[4].Value;
        return _providers.TryGetValue(variable.Groups[1].Value, out var provider)
            && provider.Get(variable.Groups[3].Value, new HashSet<string>(StringComparer.Ordinal) { key }).TryGetValue(key, out var value)
            ? value
            : variable.Value;
    });
}
