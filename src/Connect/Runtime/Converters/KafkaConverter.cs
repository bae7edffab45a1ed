using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Converters;

/// <summary>The base of Kafka's own converters: each serves keys, values and headers alike.</summary>
public abstract class KafkaConverter : IConverter, IHeaderConverter
{
    /// <inheritdoc cref="IConverter.Config"/>
    public virtual ConfigDef Config() => ConverterTypeConfig.NewConfigDef();

    /// <inheritdoc/>
    public void Configure(IReadOnlyDictionary<string, string> configs, bool isKey) => ConfigureAs(configs, isKey ? "key" : "value");

    /// <inheritdoc/>
    public void Configure(IReadOnlyDictionary<string, string> configs) => ConfigureAs(configs, "header");

    /// <inheritdoc/>
    public abstract byte[]? FromConnectData(string topic, ConnectHeaders? headers, Schema? schema, object? value);

    /// <inheritdoc/>
    public abstract SchemaAndValue ToConnectData(string topic, ConnectHeaders? headers, byte[]? value);

    /// <inheritdoc/>
    public byte[]? FromConnectHeader(string topic, string headerKey, Schema? schema, object? value) =>
        FromConnectData(topic, null, schema, value);

    /// <inheritdoc/>
    public SchemaAndValue ToConnectHeader(string topic, string headerKey, byte[]? value) => ToConnectData(topic, null, value);

    /// <summary>Takes the parsed settings.</summary>
    protected virtual void Configure(ConfigValues config)
    {
    }

    private void ConfigureAs(IReadOnlyDictionary<string, string> configs, string type)
    {
        var settings = new Dictionary<string, string>(configs, StringComparer.Ordinal) { [ConverterTypeConfig.Name] = type };
        Configure(Config().Parse(settings));
    }
}
