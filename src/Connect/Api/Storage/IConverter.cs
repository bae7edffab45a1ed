namespace Ms2Lab.Connect.Api;

/// <summary>Turns bytes of Kafka into values and back. One instance is used by one task, from one flow of control.</summary>
public interface IConverter
{
    /// <summary>The settings.</summary>
    ConfigDef Config();

    /// <summary>Prepares with settings whose prefix is removed.</summary>
    void Configure(IReadOnlyDictionary<string, string> configs, bool isKey);

    /// <summary>The bytes of a value; null for a tombstone. Headers may be added to.</summary>
    /// <exception cref="DataException">The value cannot be written.</exception>
    byte[]? FromConnectData(string topic, ConnectHeaders? headers, Schema? schema, object? value);

    /// <summary>The value of bytes.</summary>
    /// <exception cref="DataException">The bytes cannot be read.</exception>
    SchemaAndValue ToConnectData(string topic, ConnectHeaders? headers, byte[]? value);
}
