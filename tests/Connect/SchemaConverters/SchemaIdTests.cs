using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.SchemaConverters;
using Ms2Lab.Connect.SchemaConverters.Avro;
using Ms2Lab.Connect.SchemaConverters.Json;
using Ms2Lab.Connect.SchemaConverters.Protobuf;

namespace Ms2Lab.Connect.Tests.SchemaConverters;

/// <summary>Where messages say which schema they have: before the payload, by number or GUID, or in a header.</summary>
public abstract class SchemaIdTests<TConverter>
    where TConverter : RegistryConverter, new()
{
    private const string Package = "io.confluent.kafka.serializers.schema.id.";
    private static readonly Schema Reading = SchemaBuilder.Struct().Name("Reading").Field("id", Schema.Int64Schema).Field("place", Schema.StringSchema).Build();
    private static readonly Struct Value = new Struct(Reading).Put("id", 7L).Put("place", "denver");

    /// <summary>What Protobuf writes behind an id.</summary>
    protected virtual string Indexes => "";

    [Fact]
    public async Task An_id_in_a_header_is_the_schemas_guid_and_leaves_the_payload_bare()
    {
        await using var fixture = await ConverterFixture.StartAsync();
        var headers = new ConnectHeaders();
        var prefixed = fixture.Converter<TConverter>().FromConnectData("t", null, Reading, Value)!;

        var bare = fixture.Converter<TConverter>(("value.schema.id.serializer", Package + "HeaderSchemaIdSerializer")).FromConnectData("t", headers, Reading, Value)!;

        var guid = fixture.Client.Latest("t-value").Guid!.Value;
        var header = (byte[])headers.LastWithName("__value_schema_id")!.Value!;
        Convert.ToHexStringLower(header).Should().Be($"01{Convert.ToHexStringLower(guid.ToByteArray(bigEndian: true))}{Indexes}");
        bare.Should().Equal(prefixed[(5 + (Indexes.Length / 2))..]);
        Comes(fixture.Converter<TConverter>().ToConnectData("t", headers, bare));
    }

    [Fact]
    public async Task A_guid_before_the_payload_is_read_like_a_number()
    {
        await using var fixture = await ConverterFixture.StartAsync();
        var prefixed = fixture.Converter<TConverter>().FromConnectData("t", null, Reading, Value)!;
        var guid = fixture.Client.Latest("t-value").Guid!.Value;
        byte[] message = [1, .. guid.ToByteArray(bigEndian: true), .. prefixed[5..]];

        Comes(fixture.Converter<TConverter>().ToConnectData("t", null, message));
    }

    [Fact]
    public async Task The_same_header_is_not_added_twice_and_one_cannot_be_added_to_nothing()
    {
        await using var fixture = await ConverterFixture.StartAsync();
        var converter = fixture.Converter<TConverter>(("value.schema.id.serializer", Package + "HeaderSchemaIdSerializer"));
        var headers = new ConnectHeaders();
        converter.FromConnectData("t", headers, Reading, Value);

        converter.FromConnectData("t", headers, Reading, Value);
        var without = () => converter.FromConnectData("t", null, Reading, Value);

        headers.Should().HaveCount(1);
        ConverterFixture.Chain(without.Should().Throw<DataException>().Which).Should().EndWith("SerializationException: Missing headers");
    }

    [Fact]
    public async Task Data_are_written_with_the_schema_of_a_guid_that_the_settings_name()
    {
        await using var fixture = await ConverterFixture.StartAsync();
        var registered = fixture.Converter<TConverter>().FromConnectData("t", null, Reading, Value)!;
        var guid = fixture.Client.Latest("t-value").Guid!.Value;

        var written = fixture.Converter<TConverter>(("auto.register.schemas", "false"), ("use.schema.guid", guid.ToString())).FromConnectData("t", null, Reading, Value)!;

        written.Should().Equal(registered);
    }

    [Fact]
    public async Task A_bare_payload_is_read_with_the_schema_of_an_id_that_the_settings_name()
    {
        await using var fixture = await ConverterFixture.StartAsync();
        var prefixed = fixture.Converter<TConverter>().FromConnectData("t", null, Reading, Value)!;
        var bare = prefixed[(5 + (Indexes.Length / 2))..];
        (string, string)[] settings =
        [
            ("value.schema.id.deserializer", Package + "ConfigSchemaIdDeserializer"),
            ("use.schema.id", $"{fixture.Client.Latest("t-value").Id}"),
            ("use.message.indexes", "0"),
        ];

        Comes(fixture.Converter<TConverter>(settings).ToConnectData("t", null, bare));
    }

    private static void Comes(SchemaAndValue read) => ((Struct)read.Value!).Get("place").Should().Be("denver");
}

/// <summary>With Avro.</summary>
public sealed class AvroSchemaIdTests : SchemaIdTests<AvroConverter>
{
    [Theory]
    [InlineData("value.subject.name.strategy")]
    [InlineData("key.schema.id.serializer")]
    public async Task A_class_that_nobody_has_is_refused_when_the_converter_is_configured(string setting)
    {
        await using var fixture = await ConverterFixture.StartAsync();

        var configuring = () => fixture.Converter((setting, "lab.Mine"));

        configuring.Should().Throw<ConfigException>().WithMessage($"Invalid value lab.Mine for configuration {setting}: Class lab.Mine could not be found.");
    }

    [Fact]
    public async Task A_guid_that_the_registry_does_not_know_is_named()
    {
        await using var fixture = await ConverterFixture.StartAsync();
        var read = () => fixture.Converter().ToConnectData("t", null, Convert.FromHexString("0100112233445566778899aabbccddeeff02"));

        ConverterFixture.Chain(read.Should().Throw<DataException>().Which).Should().Be(
            """
            org.apache.kafka.connect.errors.DataException: Failed to deserialize data for topic t to Avro:
            org.apache.kafka.common.errors.SerializationException: Error retrieving Avro value schema for id SchemaId{schemaType='AVRO', id=null, guid='00112233-4455-6677-8899-aabbccddeeff', messageIndexes=null}
            io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException: Schema 00112233-4455-6677-8899-aabbccddeeff not found; error code: 40403
            """);
    }
}

/// <summary>With Protobuf, whose indexes go where the id goes.</summary>
public sealed class ProtobufSchemaIdTests : SchemaIdTests<ProtobufConverter>
{
    /// <inheritdoc/>
    protected override string Indexes => "00";

    [Fact]
    public async Task Message_indexes_of_the_settings_that_are_no_numbers_are_refused_in_Javas_words()
    {
        await using var fixture = await ConverterFixture.StartAsync();

        var configuring = () => fixture.Converter<ProtobufConverter>(
            ("value.schema.id.deserializer", "io.confluent.kafka.serializers.schema.id.ConfigSchemaIdDeserializer"), ("use.message.indexes", "0, first"));

        configuring.Should().Throw<JavaException>().Which.JavaName.Should().Be("java.lang.NumberFormatException");
    }
}

/// <summary>With JSON Schema.</summary>
public sealed class JsonSchemaIdTests : SchemaIdTests<JsonSchemaConverter>;
