using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.SchemaConverters.Avro;

namespace Ms2Lab.Connect.SchemaConverters;

/// <summary>The converters that work with a schema registry.</summary>
public sealed class SchemaConverterPlugins : IConnectPlugins
{
    private const string Version = "8.3.1";

    /// <inheritdoc/>
    public IEnumerable<ConnectPlugin> Plugins =>
    [
        new ConnectPlugin("io.confluent.connect.avro.AvroConverter", PluginType.Converter, Version, () => new AvroConverter()),
    ];
}
