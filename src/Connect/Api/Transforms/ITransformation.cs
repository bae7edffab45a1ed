namespace Ms2Lab.Connect.Api;

/// <summary>Changes, reroutes or drops single records.</summary>
public interface ITransformation : IDisposable
{
    /// <summary>The settings.</summary>
    ConfigDef Config();

    /// <summary>Prepares with settings whose prefix is removed.</summary>
    /// <exception cref="ConfigException">A setting is wrong.</exception>
    void Configure(IReadOnlyDictionary<string, string> configs);

    /// <summary>The record to go on with; null drops it.</summary>
    ConnectRecord? Apply(ConnectRecord record);
}
