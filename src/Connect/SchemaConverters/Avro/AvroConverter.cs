using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.SchemaConverters.Serdes;
using Ms2Lab.Schemas.Registry;

namespace Ms2Lab.Connect.SchemaConverters.Avro;

/// <summary>
/// <c>io.confluent.connect.avro.AvroConverter</c>: Avro's binary form behind the id of a schema in a registry. Bytes become Structs
/// at once, by a plan that is made once for each topic and id.
/// </summary>
public sealed class AvroConverter(TimeProvider time) : IConverter, IDisposable
{
    private RegistryClient? client;
    private AvroDataReader? reader;
    private AvroDataWriter? writer;

    /// <summary>With the system's clock.</summary>
    public AvroConverter()
        : this(TimeProvider.System)
    {
    }

    /// <inheritdoc/>
    public ConfigDef Config() => new();

    /// <inheritdoc/>
    /// <exception cref="ConfigException"><c>schema.registry.url</c> is missing, or a setting is wrong.</exception>
    public void Configure(IReadOnlyDictionary<string, string> configs, bool isKey)
    {
        var config = new SerdeConfig(configs, isKey);
        var options = new AvroDataOptions
        {
            EnhancedSchemas = config.Flag("enhanced.avro.schema.support", false),
            MetaData = config.Flag("connect.meta.data", true),
            ScrubNames = config.Flag("scrub.invalid.names", false),
            OptionalMapKeys = config.Flag("allow.optional.map.keys", false),
            FlattenSingletonUnions = config.Flag("flatten.singleton.unions", true),
            IgnoreDefaults = config.Flag("ignore.default.for.nullables", false),
        };
        client?.Dispose();
        client = new RegistryClient(config.Client(time));
        var subjects = new SubjectNames(config.Subjects, isKey, client);
        reader = new AvroDataReader(client, subjects, config, options, isKey);
        writer = new AvroDataWriter(new SchemaIds(client, config), subjects, config, options);
    }

    /// <inheritdoc/>
    public byte[]? FromConnectData(string topic, ConnectHeaders? headers, Schema? schema, object? value)
    {
        try
        {
            return Configured(writer).Write(topic, schema, value);
        }
        catch (JavaException e) when (SerdeFault.IsTimeout(e))
        {
            throw new RetriableException($"Failed to serialize Avro data from topic {topic} :", e);
        }
        catch (JavaException e) when (SerdeFault.ConnectionFailure(e) is { } cause)
        {
            throw new NetworkException($"Network connection error while serializing Avro data for topic {topic}: {cause.Message}", e);
        }
        catch (JavaException e) when (SerdeFault.IsSerialization(e))
        {
            throw new DataException($"Failed to serialize Avro data from topic {topic}:", e);
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
            return Configured(reader).Read(topic, value);
        }
        catch (JavaException e) when (SerdeFault.IsTimeout(e))
        {
            throw new RetriableException($"Failed to deserialize data for topic {topic} to Avro: ", e);
        }
        catch (JavaException e) when (SerdeFault.ConnectionFailure(e) is { } cause)
        {
            throw new NetworkException($"Network connection error while deserializing data for topic {topic}: {cause.Message}", e);
        }
        catch (JavaException e) when (SerdeFault.IsSerialization(e))
        {
            throw new DataException($"Failed to deserialize data for topic {topic} to Avro:", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => client?.Dispose();

    private static T Configured<T>(T? part)
        where T : class => part ?? throw new InvalidOperationException("The converter was not configured.");
}
