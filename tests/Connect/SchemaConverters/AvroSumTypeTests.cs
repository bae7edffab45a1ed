using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Tests.SchemaConverters;

/// <summary>Enums, unions and documentation under the settings that say where Connect keeps them.</summary>
public sealed class AvroSumTypeTests
{
    private const string Record =
        """{"type":"record","name":"R","doc":"of R","fields":[{"name":"e","type":{"type":"enum","name":"E","doc":"of E","symbols":["A","B"],"default":"A"},"doc":"of e"},{"name":"u","type":["null","string","long"]}]}""";

    // B, then the third branch with 21.
    private const string Payload = "0204" + "2a";

    [Fact]
    public async Task Generalized_sum_types_are_marked_alike_in_all_converters()
    {
        await using var fixture = await ConverterFixture.StartAsync();

        var (schema, value) = fixture.Read(Record, Payload, ("generalized.sum.type.support", "true"));

        var symbols = schema!.Fields[0].Schema.Parameters!;
        symbols["org.apache.kafka.connect.data.Enum"].Should().Be("E");
        symbols["org.apache.kafka.connect.data.Enum.B"].Should().Be("1");
        var union = schema.Fields[1].Schema;
        union.Name.Should().Be("connect_union_0");
        union.Parameters!["org.apache.kafka.connect.data.Union"].Should().Be("connect_union_0");
        union.Fields.Select(f => f.Name).Should().Equal("connect_union_field_1", "connect_union_field_2");
        ((Struct)((Struct)value!).Get("u")!).Get("connect_union_field_2").Should().Be(21L);
    }

    [Fact]
    public async Task Generalized_sum_types_are_written_as_enums_and_unions()
    {
        await using var fixture = await ConverterFixture.StartAsync();
        var (schema, value) = fixture.Read(Record, Payload, ("generalized.sum.type.support", "true"));

        var message = fixture.Converter(("generalized.sum.type.support", "true")).FromConnectData("other", null, schema, value)!;

        Convert.ToHexStringLower(message)[10..].Should().Be(Payload);
        fixture.Client.Latest("other-value").Text.Should().Contain("""{"type":"enum","name":"E","doc":"of E","symbols":["A","B"],"default":"A",""").And.Contain("""["null","string","long"]""");
    }

    [Fact]
    public async Task Documentation_goes_into_the_schemas_of_fields_where_that_is_asked_for()
    {
        await using var fixture = await ConverterFixture.StartAsync();

        var schema = fixture.Read(Record, Payload, ("discard.type.doc.default", "true")).Schema!;

        schema.Doc.Should().Be("of R");
        schema.Parameters.Should().BeEquivalentTo(new Dictionary<string, string> { ["connect.record.doc"] = "of R" });
        schema.Fields[0].Schema.Doc.Should().Be("of e");
        schema.Fields[0].Schema.Parameters!.Keys.Should().Contain("connect.enum.doc").And.NotContain(k => k.StartsWith("io.confluent.connect.avro.enum.", StringComparison.Ordinal));
    }
}
