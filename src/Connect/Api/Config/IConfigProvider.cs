namespace Ms2Lab.Connect.Api;

/// <summary>Gives the values behind references such as <c>${file:/path:key}</c>.</summary>
public interface IConfigProvider : IDisposable
{
    /// <summary>Prepares with settings whose prefix is removed.</summary>
    void Configure(IReadOnlyDictionary<string, string> configs);

    /// <summary>The values at a path: those asked for that exist, or all if <paramref name="keys"/> is null.</summary>
    IReadOnlyDictionary<string, string> Get(string path, IReadOnlySet<string>? keys = null);
}
