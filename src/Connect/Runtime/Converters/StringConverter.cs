using System.Text;
using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Converters;

/// <summary><c>org.apache.kafka.connect.storage.StringConverter</c>: the text of any value; reads optional strings.</summary>
public sealed class StringConverter : KafkaConverter
{
    private const string EncodingKey = "converter.encoding";

    private Encoding _encoding = Encoding.UTF8;

    /// <inheritdoc/>
    public override ConfigDef Config() => base.Config().Define(
        EncodingKey, ConfigDefType.String, "UTF-8", Importance.High, "The character set in which text is written and read.",
        width: Width.Medium, displayName: "Encoding");

    /// <inheritdoc/>
    public override byte[]? FromConnectData(string topic, ConnectHeaders? headers, Schema? schema, object? value) =>
        value is null ? null : _encoding.GetBytes(JavaText.Of(schema, value));

    /// <inheritdoc/>
    public override SchemaAndValue ToConnectData(string topic, ConnectHeaders? headers, byte[]? value) =>
        new(Schema.OptionalStringSchema, value is null ? null : _encoding.GetString(value));

    /// <inheritdoc/>
    protected override void Configure(ConfigValues config) => _encoding = JavaCharsets.Find(config.GetString(EncodingKey));
}
