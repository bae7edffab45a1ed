using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.ConfigProviders;

/// <summary>The setting <c>allowed.paths</c>: absolute, existing paths below which a provider may read; none allows all.</summary>
internal sealed class AllowedPaths
{
    public const string Key = "allowed.paths";

    private readonly IReadOnlyList<string>? _paths;

    public AllowedPaths(IReadOnlyDictionary<string, string> configs)
    {
        if (!configs.TryGetValue(Key, out var text) || string.IsNullOrEmpty(text))
        {
            return;
        }

        _paths = [.. text.Split(',').Select(Check)];
    }

    public bool Allows(string path) =>
        _paths is null
        || (Path.IsPathRooted(path) && Path.GetFullPath(path) is var full
            && _paths.Any(p => full == p || full.StartsWith(p.TrimEnd('/') + "/", StringComparison.Ordinal)));

    private static string Check(string path)
    {
        if (!Path.IsPathRooted(path))
        {
            throw new ConfigException($"Path {path} is not absolute");
        }

        return Path.Exists(path) ? Path.GetFullPath(path) : throw new ConfigException($"Path {path} does not exist");
    }
}
