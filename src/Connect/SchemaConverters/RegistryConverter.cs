using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.SchemaConverters.Serdes;
using Ms2Lab.Schemas.Registry;

namespace Ms2Lab.Connect.SchemaConverters;

/// <summary>What the converters that work with a registry do alike: settings, the client, and how faults of the serializer are reported.</summary>
public abstract class RegistryConverter : IConverter, IDisposable
{
    private readonly TimeProvider time;
    private RegistryClient? client;

    private protected RegistryConverter(TimeProvider time) => this.time = time;

    private protected abstract ConverterTexts Texts { get; }

    /// <inheritdoc/>
    public ConfigDef Config() => new();

    /// <inheritdoc/>
    /// <exception cref="ConfigException"><c>schema.registry.url</c> is missing, or a setting is wrong.</exception>
    public void Configure(IReadOnlyDictionary<string, string> configs, bool isKey)
    {
        var config = new SerdeConfig(configs, isKey);
        client?.Dispose();
        client = new RegistryClient(config.Client(time));
        Configure(client, new SubjectNames(config.Subjects, isKey, client), config, isKey);
    }

    /// <inheritdoc/>
    public byte[]? FromConnectData(string topic, ConnectHeaders? headers, Schema? schema, object? value)
    {
        try
        {
            return Write(topic, headers, schema, value);
        }
        catch (JavaException e) when (SerdeFault.IsSerialization(e))
        {
            throw Texts.OfWriting(topic, e);
        }
    }

    /// <inheritdoc/>
    public SchemaAndValue ToConnectData(string topic, ConnectHeaders? headers, byte[]? value)
    {
        if (value is null)
        {
            return SchemaAndValue.Null;
        }

        try
        {
            return Read(topic, headers, value);
        }
        catch (JavaException e) when (SerdeFault.IsSerialization(e))
        {
            throw Texts.OfReading(topic, e);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        client?.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected abstract void Configure(RegistryClient client, SubjectNames subjects, SerdeConfig config, bool isKey);

    private protected abstract byte[]? Write(string topic, ConnectHeaders? headers, Schema? schema, object? value);

    private protected abstract SchemaAndValue Read(string topic, ConnectHeaders? headers, byte[] value);

    private protected static T Configured<T>(T? part)
        where T : class => part ?? throw new InvalidOperationException("The converter was not configured.");
}
