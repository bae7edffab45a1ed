using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.SchemaConverters.Avro;
using Ms2Lab.Connect.SchemaConverters.Json;
using Ms2Lab.Connect.SchemaConverters.Protobuf;

namespace Ms2Lab.Connect.SchemaConverters;

/// <summary>The converters that work with a schema registry.</summary>
public sealed class SchemaConverterPlugins : IConnectPlugins
{
    // Connect's word for a plugin that does not tell its version, as Confluent's converters do not.
    private const string Version = "undefined";

    /// <inheritdoc/>
    public IEnumerable<ConnectPlugin> Plugins =>
    [
        new ConnectPlugin("io.confluent.connect.avro.AvroConverter", PluginType.Converter, Version, () => new AvroConverter()),
        new ConnectPlugin("io.confluent.connect.protobuf.ProtobufConverter", PluginType.Converter, Version, () => new ProtobufConverter()),
        new ConnectPlugin("io.confluent.connect.json.JsonSchemaConverter", PluginType.Converter, Version, () => new JsonSchemaConverter()),
    ];
}
