using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Runtime.Converters;

namespace Ms2Lab.Environments.Embedded;

/// <summary>The converters that ship with Kafka.</summary>
internal sealed class ConverterPlugins : IConnectPlugins
{
    private const string Version = "4.3.1";
    private const string Connect = "org.apache.kafka.connect.";

    public IEnumerable<ConnectPlugin> Plugins =>
    [
        .. Converters(PluginType.Converter),
        .. Converters(PluginType.HeaderConverter),
        new(Connect + "storage.SimpleHeaderConverter", PluginType.HeaderConverter, Version, () => new SimpleHeaderConverter()),
    ];

    private static IEnumerable<ConnectPlugin> Converters(PluginType type) =>
    [
        new(Connect + "converters.BooleanConverter", type, Version, () => new BooleanConverter()),
        new(Connect + "converters.ByteArrayConverter", type, Version, () => new ByteArrayConverter()),
        new(Connect + "converters.DoubleConverter", type, Version, () => new DoubleConverter()),
        new(Connect + "converters.FloatConverter", type, Version, () => new FloatConverter()),
        new(Connect + "converters.IntegerConverter", type, Version, () => new IntegerConverter()),
        new(Connect + "converters.LongConverter", type, Version, () => new LongConverter()),
        new(Connect + "converters.ShortConverter", type, Version, () => new ShortConverter()),
        new(Connect + "json.JsonConverter", type, Version, () => new JsonConverter()),
        new(Connect + "storage.StringConverter", type, Version, () => new StringConverter()),
    ];
}
