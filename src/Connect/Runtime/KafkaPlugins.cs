using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Runtime.ConfigProviders;
using Ms2Lab.Connect.Runtime.Converters;
using Ms2Lab.Connect.Runtime.Files;
using Ms2Lab.Connect.Runtime.Predicates;
using Ms2Lab.Connect.Runtime.Transforms;

namespace Ms2Lab.Connect.Runtime;

/// <summary>The plugins that ship with Kafka.</summary>
public sealed class KafkaPlugins : IConnectPlugins
{
    /// <summary>The Kafka version whose behaviour these plugins show.</summary>
    public const string Version = "4.3.1";

    private const string Connect = "org.apache.kafka.connect.";
    private const string Providers = "org.apache.kafka.common.config.provider.";

    /// <inheritdoc/>
    public IEnumerable<ConnectPlugin> Plugins =>
    [
        Plugin(Connect + "file.FileStreamSinkConnector", PluginType.Sink, () => new FileStreamSinkConnector()),
        Plugin(Connect + "file.FileStreamSourceConnector", PluginType.Source, () => new FileStreamSourceConnector()),
        .. Transforms,
        Plugin(Connect + "transforms.predicates.HasHeaderKey", PluginType.Predicate, () => new HasHeaderKey()),
        Plugin(Connect + "transforms.predicates.RecordIsTombstone", PluginType.Predicate, () => new RecordIsTombstone()),
        Plugin(Connect + "transforms.predicates.TopicNameMatches", PluginType.Predicate, () => new TopicNameMatches()),
        .. Converters(PluginType.Converter),
        .. Converters(PluginType.HeaderConverter),
        Plugin(Connect + "storage.SimpleHeaderConverter", PluginType.HeaderConverter, () => new SimpleHeaderConverter()),
        Plugin(Providers + "DirectoryConfigProvider", PluginType.ConfigProvider, () => new DirectoryConfigProvider()),
        Plugin(Providers + "EnvVarConfigProvider", PluginType.ConfigProvider, () => new EnvVarConfigProvider()),
        Plugin(Providers + "FileConfigProvider", PluginType.ConfigProvider, () => new FileConfigProvider()),
    ];

    private static IEnumerable<ConnectPlugin> Transforms =>
    [
        .. Halves("Cast", part => new Cast(part)),
        Transform("DropHeaders", () => new DropHeaders()),
        .. Halves("ExtractField", part => new ExtractField(part)),
        Transform("Filter", () => new Filter()),
        .. Halves("Flatten", part => new Flatten(part)),
        .. Halves("HeaderFrom", part => new HeaderFrom(part)),
        .. Halves("HoistField", part => new HoistField(part)),
        .. Halves("InsertField", part => new InsertField(part)),
        Transform("InsertHeader", () => new InsertHeader()),
        .. Halves("MaskField", part => new MaskField(part)),
        Transform("RegexRouter", () => new RegexRouter()),
        .. Halves("ReplaceField", part => new ReplaceField(part)),
        .. Halves("SetSchemaMetadata", part => new SetSchemaMetadata(part)),
        .. Halves("TimestampConverter", part => new TimestampConverter(part)),
        Transform("TimestampRouter", () => new TimestampRouter()),
        Transform("ValueToKey", () => new ValueToKey()),
    ];

    private static IEnumerable<ConnectPlugin> Converters(PluginType type) =>
    [
        Plugin(Connect + "converters.BooleanConverter", type, () => new BooleanConverter()),
        Plugin(Connect + "converters.ByteArrayConverter", type, () => new ByteArrayConverter()),
        Plugin(Connect + "converters.DoubleConverter", type, () => new DoubleConverter()),
        Plugin(Connect + "converters.FloatConverter", type, () => new FloatConverter()),
        Plugin(Connect + "converters.IntegerConverter", type, () => new IntegerConverter()),
        Plugin(Connect + "converters.LongConverter", type, () => new LongConverter()),
        Plugin(Connect + "converters.ShortConverter", type, () => new ShortConverter()),
        Plugin(Connect + "json.JsonConverter", type, () => new JsonConverter()),
        Plugin(Connect + "storage.StringConverter", type, () => new StringConverter()),
    ];

    private static IEnumerable<ConnectPlugin> Halves(string name, Func<RecordPart, ITransformation> create) =>
        [Transform(name + "$Key", () => create(RecordPart.Key)), Transform(name + "$Value", () => create(RecordPart.Value))];

    private static ConnectPlugin Transform(string name, Func<object> create) =>
        Plugin(Connect + "transforms." + name, PluginType.Transformation, create);

    private static ConnectPlugin Plugin(string className, PluginType type, Func<object> create) => new(className, type, Version, create);
}
