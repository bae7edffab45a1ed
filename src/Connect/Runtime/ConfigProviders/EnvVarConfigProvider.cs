using System.Collections;
using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.ConfigProviders;

/// <summary><c>org.apache.kafka.common.config.provider.EnvVarConfigProvider</c>: variables of the worker's environment.</summary>
public sealed class EnvVarConfigProvider : IConfigProvider
{
    private const string AllowListKey = "allowlist.pattern";

    private Dictionary<string, string> _variables = [];

    /// <inheritdoc/>
    public void Configure(IReadOnlyDictionary<string, string> configs)
    {
        var pattern = JavaRegex.Compile(configs.GetValueOrDefault(AllowListKey, ".*"));
        _variables = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Where(v => pattern.IsMatch((string)v.Key))
            .ToDictionary(v => (string)v.Key, v => (string?)v.Value ?? "", StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Get(string path, IReadOnlySet<string>? keys = null) => string.IsNullOrEmpty(path)
        ? _variables.Where(v => keys is null || keys.Contains(v.Key)).ToDictionary(StringComparer.Ordinal)
        : throw new ConfigException($"Path is not supported for EnvVarConfigProvider, invalid value '{path}'");

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
