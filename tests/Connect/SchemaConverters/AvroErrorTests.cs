using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.SchemaConverters.Avro;

namespace Ms2Lab.Connect.Tests.SchemaConverters;

/// <summary>The exceptions below "Tolerance exceeded in error handler", as recorded from the real converter.</summary>
public sealed class AvroErrorTests
{
    private const string Package = "org.apache.kafka.common.errors.";
    private const string Client = "io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException: ";
    private const string Simple = """{"type":"record","name":"Simple","namespace":"lab","fields":[{"name":"id","type":"int"},{"name":"s","type":"string"}]}""";
    private static readonly Schema Line = SchemaBuilder.Struct().Field("line", Schema.StringSchema).Build();

    [Theory]
    [InlineData("74657874", "SerializationException: Error deserializing schema ID\njava.lang.IllegalArgumentException: Unknown magic byte!")]
    [InlineData("000000", "SerializationException: Error deserializing schema ID\njava.nio.BufferUnderflowException")]
    [InlineData(
        "003b9ac9ff020261",
        "SerializationException: Error retrieving Avro value schema for id SchemaId{schemaType='AVRO', id=999999999, guid='null', messageIndexes=null}\n"
        + Client + "Schema 999999999 not found; error code: 40403")]
    public async Task Messages_without_a_known_schema_are_data_errors(string hex, string below)
    {
        await using var fixture = await ConverterFixture.StartAsync();

        var read = () => fixture.Converter().ToConnectData("t", null, Convert.FromHexString(hex));

        ConverterFixture.Chain(read.Should().Throw<DataException>().Which).Should().Be(
            "org.apache.kafka.connect.errors.DataException: Failed to deserialize data for topic t to Avro:\n" + Package + below);
    }

    [Fact]
    public async Task Bytes_that_end_early_are_an_end_of_file()
    {
        await using var fixture = await ConverterFixture.StartAsync();
        var id = fixture.Client.Register("t-value", Simple).Id;

        var read = () => fixture.Converter().ToConnectData("t", null, ConverterFixture.Message(id, "02146162"));

        ConverterFixture.Chain(read.Should().Throw<DataException>().Which).Should().EndWith(
            $"Error deserializing Avro message for id SchemaId{{schemaType='AVRO', id={id}, guid='null', messageIndexes=null}}\njava.io.EOFException");
    }

    [Fact]
    public async Task Schema_of_another_subject_has_no_version_here()
    {
        await using var fixture = await ConverterFixture.StartAsync();
        var id = fixture.Client.Register("else", Simple).Id;

        var read = () => fixture.Converter().ToConnectData("t", null, ConverterFixture.Message(id, "020261"));

        ConverterFixture.Chain(read.Should().Throw<DataException>().Which).Should().EndWith(
            $"Error retrieving Avro value schema version for id SchemaId{{schemaType='AVRO', id={id}, guid='null', messageIndexes=null}}\n"
            + Client + "Subject 't-value' not found.; error code: 40401");
    }

    [Theory]
    [InlineData("http://127.0.0.1:9", "NetworkException: Network connection error while deserializing data for topic t: Connection refused\n"
        + Package + "SerializationException: java.net.ConnectException: Connection refused\njava.net.ConnectException: Connection refused")]
    [InlineData("nowhere", "SerializationException: java.net.MalformedURLException: no protocol: "
        + "nowhere/associations/resources/-/t?resourceType=topic&associationType=value\n"
        + "java.net.MalformedURLException: no protocol: nowhere/associations/resources/-/t?resourceType=topic&associationType=value")]
    public async Task Registry_that_cannot_be_reached_is_told_as_the_real_converter_does(string url, string below)
    {
        await using var fixture = await ConverterFixture.StartAsync();
        var converter = fixture.Converter(("schema.registry.url", url), ("max.retries", "0"));

        var read = () => converter.ToConnectData("t", null, ConverterFixture.Message(1, "020261"));

        ConverterFixture.Chain(read.Should().Throw<Exception>().Which).Should().EndWith(Package + below);
    }

    [Theory]
    [InlineData(null, "false", "Error retrieving Avro schema{0}\n" + Client + "Subject 't-value' not found.; error code: 40401")]
    [InlineData(null, "true", "Error retrieving latest version of Avro schema{0}\n" + Client + "Subject 't-value' not found.; error code: 40401")]
    [InlineData(
        """{"name":"line","type":"int"}""", "true",
        "Error serializing Avro message\njava.io.IOException: Incompatible schema of type 'AVRO'. "
        + "Set latest.compatibility.strict=false to disable this check. See log file for more details.")]
    [InlineData(
        """{"name":"line","type":"string"},{"name":"extra","type":"int","default":5}""", "true",
        "Error serializing Avro message\njava.lang.ArrayIndexOutOfBoundsException: Index 1 out of bounds for length 1")]
    public async Task Writing_without_registration_fails_as_recorded(string? registeredFields, string latest, string below)
    {
        const string text = """{"type":"record","name":"ConnectDefault","namespace":"io.confluent.connect.avro","fields":[{"name":"line","type":"string"}]}""";
        await using var fixture = await ConverterFixture.StartAsync();
        if (registeredFields is not null)
        {
            fixture.Client.Register("t-value", text.Replace("""{"name":"line","type":"string"}""", registeredFields, StringComparison.Ordinal));
        }

        var converter = fixture.Converter(("auto.register.schemas", "false"), ("use.latest.version", latest));

        var write = () => converter.FromConnectData("t", null, Line, new Struct(Line).Put("line", "one"));

        ConverterFixture.Chain(write.Should().Throw<DataException>().Which).Should().Be(
            "org.apache.kafka.connect.errors.DataException: Failed to serialize Avro data from topic t:\n"
            + Package + "SerializationException: " + below.Replace("{0}", text, StringComparison.Ordinal));
    }

    [Fact]
    public void Missing_address_of_the_registry_is_a_configuration_error()
    {
        using var converter = new AvroConverter();

        var configure = () => converter.Configure(new Dictionary<string, string>(), false);

        configure.Should().Throw<ConfigException>().WithMessage("Missing required configuration \"schema.registry.url\" which has no default value.");
    }

    [Fact]
    public async Task Illegal_names_are_avros_own_error_and_can_be_scrubbed()
    {
        var schema = SchemaBuilder.Struct().Name("my-table").Field("1a", Schema.Int32Schema).Build();
        var value = new Struct(schema).Put("1a", 1);
        await using var fixture = await ConverterFixture.StartAsync();

        var write = () => fixture.Converter().FromConnectData("t", null, schema, value);

        ConverterFixture.Chain(write.Should().Throw<JavaException>().Which).Should().Be("org.apache.avro.SchemaParseException: Illegal character in: my-table");
        fixture.Converter(("scrub.invalid.names", "true")).FromConnectData("t", null, schema, value);
        fixture.Client.Latest("t-value").Text.Should().Be(
            """{"type":"record","name":"my_table","fields":[{"name":"x1a","type":"int"}],"connect.name":"my-table"}""");
    }

    [Fact]
    public async Task Value_of_another_type_is_refused_before_its_schema_is_registered()
    {
        await using var fixture = await ConverterFixture.StartAsync();

        var write = () => fixture.Converter().FromConnectData("t", null, Schema.Int32Schema, "text");

        write.Should().Throw<DataException>().WithMessage("Invalid type for INT32: class java.lang.String");
        var latest = () => fixture.Client.Latest("t-value");
        latest.Should().Throw<Exception>();
    }
}
