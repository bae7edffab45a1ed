using System.Text;
using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.ConfigProviders;

/// <summary><c>org.apache.kafka.common.config.provider.FileConfigProvider</c>: values of a properties file in UTF-8.</summary>
public sealed class FileConfigProvider : IConfigProvider
{
    private AllowedPaths? _allowed;

    /// <inheritdoc/>
    public void Configure(IReadOnlyDictionary<string, string> configs) => _allowed = new AllowedPaths(configs);

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Get(string path, IReadOnlySet<string>? keys = null)
    {
        var allowed = _allowed
            ?? throw new JavaException("java.lang.IllegalStateException", "The provider has not been configured yet.");
        if (string.IsNullOrEmpty(path) || !allowed.Allows(path))
        {
            return new Dictionary<string, string>();
        }

        try
        {
            var properties = WorkerProperties.Parse(File.ReadAllText(path, Encoding.UTF8));
            return properties.Where(p => keys is null || keys.Contains(p.Key)).ToDictionary(StringComparer.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConfigException($"Could not read properties from file {path}", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
