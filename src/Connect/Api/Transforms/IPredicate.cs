namespace Ms2Lab.Connect.Api;

/// <summary>Decides for single records whether a transform applies.</summary>
public interface IPredicate : IDisposable
{
    /// <summary>The settings.</summary>
    ConfigDef Config();

    /// <summary>Prepares with settings whose prefix is removed.</summary>
    /// <exception cref="ConfigException">A setting is wrong.</exception>
    void Configure(IReadOnlyDictionary<string, string> configs);

    /// <summary>Whether it holds for the record.</summary>
    bool Test(ConnectRecord record);
}
