using System.Text;
using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.ConfigProviders;

/// <summary><c>org.apache.kafka.common.config.provider.DirectoryConfigProvider</c>: each file of a directory is a value.</summary>
public sealed class DirectoryConfigProvider : IConfigProvider
{
    private AllowedPaths? _allowed;

    /// <inheritdoc/>
    public void Configure(IReadOnlyDictionary<string, string> configs) => _allowed = new AllowedPaths(configs);

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Get(string path, IReadOnlySet<string>? keys = null)
    {
        var allowed = _allowed
            ?? throw new JavaException("java.lang.IllegalStateException", "The provider has not been configured yet.");
        return string.IsNullOrEmpty(path) || !allowed.Allows(path) || !Directory.Exists(path)
            ? new Dictionary<string, string>()
            : List(path).Where(f => keys is null || keys.Contains(Path.GetFileName(f)))
                .ToDictionary(f => Path.GetFileName(f), Read, StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private static string[] List(string path)
    {
        try
        {
            return Directory.GetFiles(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConfigException($"Could not list directory {path}", e);
        }
    }

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file, Encoding.UTF8);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConfigException($"Could not read file {file} for property {Path.GetFileName(file)}", e);
        }
    }
}
