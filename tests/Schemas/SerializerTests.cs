using System.Text.Json;
using Confluent.Kafka;
using Google.Protobuf.WellKnownTypes;
using Ms2Lab.Schemas.Formats.Avro;
using Ms2Lab.Schemas.Formats.Avro.Binary;
using Ms2Lab.Schemas.Registry;
using Ms2Lab.Schemas.Serializers;

namespace Ms2Lab.Schemas.Tests;

/// <summary>The serializers that producers and consumers of the labs use, against a registry.</summary>
public sealed class SerializerTests : IAsyncLifetime
{
    private static readonly SerializationContext Value = new(MessageComponentType.Value, "readings");
    private EmbeddedRegistry registry = null!;
    private RegistryClient client = null!;

    public enum Quality
    {
        Good,
        Estimated,
    }

    public async ValueTask InitializeAsync()
    {
        registry = await EmbeddedRegistry.StartAsync(new EmbeddedRegistryOptions(), TestContext.Current.CancellationToken);
        client = NewClient();
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await registry.DisposeAsync();
    }

    [Fact]
    public void Avro_class_comes_back_with_all_its_kinds_of_properties()
    {
        var reading = new Reading
        {
            Id = 7, ProfileName = "boston", Temperature = 21.5, Quality = Quality.Estimated, At = DateTimeOffset.FromUnixTimeMilliseconds(1677672000123),
            Place = new Place { City = "Boston" }, Tags = ["a", "b"], Extras = new Dictionary<string, long> { ["x"] = long.MaxValue }, Raw = [1, 2, 3],
        };

        var bytes = new AvroSerializer<Reading>(client).Serialize(reading, Value);
        var read = new AvroDeserializer<Reading>(client).Deserialize(bytes, false, Value);

        bytes[..5].Should().Equal(0, 0, 0, 0, 1);
        read.Should().BeEquivalentTo(reading);
        client.Latest("readings-value").Text.Should().Contain("\"name\":\"profile_name\"").And.Contain("[\"null\",\"double\"]");
    }

    [Fact]
    public void Avro_codec_alone_writes_what_the_serializer_writes_behind_the_id()
    {
        var reading = new Reading { Id = 7, ProfileName = "boston", Place = new Place { City = "Boston" }, Tags = ["a"], Extras = [], Raw = [1] };
        var codec = new AvroCodec<Reading>();

        var bytes = codec.Encode(reading);

        bytes.Should().Equal(new AvroSerializer<Reading>(client).Serialize(reading, Value)[5..]);
        codec.Decode(bytes).Should().BeEquivalentTo(reading);
    }

    [Fact]
    public void Generic_record_is_written_with_its_own_schema()
    {
        var schema = (AvroRecord)new AvroSchemaParser().Parse("""{"type":"record","name":"R","namespace":"lab","fields":[{"name":"x","type":["null","long"]}]}""");
        var record = new AvroGenericRecord(schema) { ["x"] = 5L };

        var bytes = new AvroSerializer<AvroGenericRecord>(client, new SerializerOptions { SubjectNaming = SubjectNaming.Record }).Serialize(record, Value);

        bytes.Should().Equal(0, 0, 0, 0, 1, 2, 10);
        new AvroDeserializer<AvroGenericRecord>(client).Deserialize(bytes, false, Value)["x"].Should().Be(5L);
        client.Latest("lab.R").Version.Should().Be(1);
    }

    [Fact]
    public void Reader_without_a_field_reads_over_it_and_numbers_widen()
    {
        var schema = (AvroRecord)new AvroSchemaParser().Parse(
            """{"type":"record","name":"R","fields":[{"name":"gone","type":{"type":"array","items":"string"}},{"name":"id","type":"int"}]}""");
        var bytes = new AvroSerializer<AvroGenericRecord>(client).Serialize(new AvroGenericRecord(schema) { ["gone"] = new List<object?> { "x" }, ["id"] = 3 }, Value);

        var read = new AvroDeserializer<OnlyId>(client).Deserialize(bytes, false, Value);

        read.Should().BeEquivalentTo(new OnlyId { Id = 3, Note = "kept" });
    }

    [Fact]
    public void Without_auto_register_an_unknown_schema_is_refused_and_a_known_one_found()
    {
        var careful = new AvroSerializer<OnlyId>(client, new SerializerOptions { AutoRegister = false });
        var write = () => careful.Serialize(new OnlyId { Id = 1 }, Value);

        write.Should().Throw<RegistryClientException>().WithMessage("Subject 'readings-value' not found.; error code: 40401");
        new AvroSerializer<OnlyId>(client).Serialize(new OnlyId(), Value);
        write().Should().StartWith(new byte[] { 0, 0, 0, 0, 1 });
    }

    [Fact]
    public void Latest_version_is_what_values_are_written_with()
    {
        client.Register("readings-value", """{"type":"record","name":"R","fields":[{"name":"Id","type":"long"},{"name":"Unit","type":"string","default":"kWh"},{"name":"Note","type":"string"}]}""");
        var serializer = new AvroSerializer<OnlyId>(client, new SerializerOptions { AutoRegister = false, UseLatestVersion = true, LatestCompatibilityStrict = false });

        var bytes = serializer.Serialize(new OnlyId { Id = 4, Note = "n" }, Value);

        new AvroDeserializer<AvroGenericRecord>(client).Deserialize(bytes, false, Value).Entries.Should().Equal(
            KeyValuePair.Create("Id", (object?)4L), KeyValuePair.Create("Unit", (object?)"kWh"), KeyValuePair.Create("Note", (object?)"n"));
    }

    [Fact]
    public void Mismatch_names_the_field()
    {
        client.Register("readings-value", """{"type":"record","name":"R","fields":[{"name":"Id","type":"string"}]}""");
        var serializer = new AvroSerializer<OnlyId>(client, new SerializerOptions { AutoRegister = false, UseLatestVersion = true, LatestCompatibilityStrict = false });

        var write = () => serializer.Serialize(new OnlyId(), Value);

        write.Should().Throw<SchemaMismatchException>().WithMessage("value.Id is a Int64, and the schema wants \"string\".");
    }

    [Fact]
    public void Protobuf_message_that_is_not_the_first_of_its_file_carries_its_indexes()
    {
        // type.proto declares Type, Field, Enum ...; it imports files that every registry knows.
        var field = new Field { Name = "id", Number = 3, Cardinality = Field.Types.Cardinality.Repeated };

        var bytes = new ProtobufSerializer<Field>(client).Serialize(field, Value);

        bytes[..7].Should().Equal(0, 0, 0, 0, 1, 2, 2);
        new ProtobufDeserializer<Field>(client).Deserialize(bytes, false, Value).Should().Be(field);
        client.Latest("readings-value").Text.Should().StartWith("syntax = \"proto3\";\npackage google.protobuf;\n").And.Contain("repeated .google.protobuf.Field fields = 2;");
    }

    [Fact]
    public void Protobuf_reader_refuses_another_message_of_the_file()
    {
        var bytes = new ProtobufSerializer<Field>(client).Serialize(new Field(), Value);

        var read = () => new ProtobufDeserializer<EnumValue>(client).Deserialize(bytes, false, Value);

        read.Should().Throw<SchemaMismatchException>().WithMessage("The value is a google.protobuf.Field, and the reader wants google.protobuf.EnumValue.");
    }

    [Fact]
    public void Json_object_comes_back_and_its_schema_follows_from_the_class()
    {
        var json = new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };
        var bytes = new JsonSchemaSerializer<OnlyId>(client, json: json).Serialize(new OnlyId { Id = 9 }, Value);

        new JsonSchemaDeserializer<OnlyId>(client, json).Deserialize(bytes, false, Value).Id.Should().Be(9);
        var registered = client.Latest("readings-value");
        registered.SchemaType.Should().Be("JSON");
        registered.Text.Should().Contain("\"title\":\"OnlyId\"").And.Contain("\"id\":{\"type\":\"integer\"}");
    }

    [Fact]
    public async Task Known_schema_still_decodes_when_the_registry_is_gone_and_a_new_one_fails()
    {
        var reader = new AvroDeserializer<OnlyId>(client);
        var bytes = new AvroSerializer<OnlyId>(client).Serialize(new OnlyId { Id = 1 }, Value);
        reader.Deserialize(bytes, false, Value);

        await registry.DisposeAsync();

        reader.Deserialize(bytes, false, Value).Id.Should().Be(1);
        bytes[4] = 99;
        var unknown = () => reader.Deserialize(bytes, false, Value);
        unknown.Should().Throw<RegistryClientException>().Which.IsConnectionFailure.Should().BeTrue();
    }

    [Theory]
    [InlineData(new byte[] { 2, 4, 6, 8, 10, 12 }, "Unknown magic byte!")]
    [InlineData(new byte[] { 0, 0, 0 }, "A value of 3 bytes has no room for the five bytes before its payload.")]
    public void Bytes_without_a_header_are_refused(byte[] bytes, string message)
    {
        var read = () => new AvroDeserializer<OnlyId>(client).Deserialize(bytes, false, Value);

        read.Should().Throw<WireFormatException>().WithMessage(message);
    }

    [Fact]
    public async Task Null_is_a_tombstone_both_ways()
    {
        (await new AvroSerializer<OnlyId?>(client).SerializeAsync(null, Value)).Should().BeNull();
        (await new AvroDeserializer<OnlyId?>(client).DeserializeAsync(default, true, Value)).Should().BeNull();
    }

    private RegistryClient NewClient() => new(new RegistryClientOptions { Urls = [registry.Url.ToString()], MaxRetries = 0 });

    [AvroName("lab.Reading")]
    public sealed class Reading
    {
        public long Id { get; set; }

        [AvroName("profile_name")]
        public required string ProfileName { get; set; }

        public double? Temperature { get; set; }

        public double? Humidity { get; set; }

        public Quality Quality { get; set; }

        public DateTimeOffset At { get; set; }

        public Place? Place { get; set; }

        public List<string> Tags { get; set; } = [];

        public Dictionary<string, long> Extras { get; set; } = [];

        public byte[] Raw { get; set; } = [];
    }

    public sealed class Place
    {
        public string City { get; set; } = "";
    }

    public sealed class OnlyId
    {
        public long Id { get; set; }

        public string Note { get; set; } = "kept";
    }
}
