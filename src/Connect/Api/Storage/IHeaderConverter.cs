namespace Ms2Lab.Connect.Api;

/// <summary>Turns the bytes of one header into a value and back.</summary>
public interface IHeaderConverter
{
    /// <summary>The settings.</summary>
    ConfigDef Config();

    /// <summary>Prepares with settings whose prefix is removed.</summary>
    void Configure(IReadOnlyDictionary<string, string> configs);

    /// <summary>The bytes of a header's value.</summary>
    byte[]? FromConnectHeader(string topic, string headerKey, Schema? schema, object? value);

    /// <summary>The value of a header's bytes.</summary>
    SchemaAndValue ToConnectHeader(string topic, string headerKey, byte[]? value);
}
