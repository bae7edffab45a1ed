using System.Text;
using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.SchemaConverters.Json;

namespace Ms2Lab.Connect.Tests.SchemaConverters;

public sealed class JsonSchemaConverterTests
{
    private const string Row =
        """{"type":"object","title":"Row","properties":{"id":{"type":"integer","connect.index":0},"s":{"type":"string","connect.index":1},"n":{"oneOf":[{"type":"null"},{"type":"number"}],"connect.index":2}},"required":["id"]}""";

    [Theory]
    [InlineData(
        "true", "BASE64", "\"EtaH\"",
        """{"type":"object","title":"tcjsj","properties":{"de":{"type":"string","title":"org.apache.kafka.connect.data.Decimal","connect.index":6,"connect.version":1,"connect.type":"bytes","connect.parameters":{"scale":"2","connect.decimal.precision":"10"}},"fl":{"type":"number","connect.index":4,"connect.type":"float32"},"bi":{"type":"integer","connect.index":3,"connect.type":"int64"},"vb":{"type":"string","connect.index":10,"connect.type":"bytes"},"vc":{"type":"string","connect.index":7},"bo":{"type":"integer","connect.index":9,"connect.type":"int8"},"ti":{"type":"integer","connect.index":1,"connect.type":"int8"},"si":{"type":"integer","connect.index":2,"connect.type":"int16"},"vn":{"connect.index":8,"oneOf":[{"type":"null"},{"type":"string"}]},"tm":{"type":"integer","title":"org.apache.kafka.connect.data.Time","connect.index":12,"connect.version":1,"connect.type":"int32"},"tn":{"connect.index":14,"oneOf":[{"type":"null"},{"type":"integer","title":"org.apache.kafka.connect.data.Timestamp","connect.version":1,"connect.type":"int64"}]},"id":{"type":"integer","connect.index":0,"connect.type":"int32"},"da":{"type":"integer","title":"org.apache.kafka.connect.data.Date","connect.index":11,"connect.version":1,"connect.type":"int32"},"db":{"type":"number","connect.index":5,"connect.type":"float64"},"ts":{"type":"integer","title":"org.apache.kafka.connect.data.Timestamp","connect.index":13,"connect.version":1,"connect.type":"int64"}}}""")]
    [InlineData("false", "numeric", "12345.67", """{"type":"object","additionalProperties":false,"title":"tcjsj","properties":{"de":{"type":"number","title":*""")]
    public async Task Columns_of_a_table_are_registered_and_written_as_recorded(string additional, string decimals, string number, string expected)
    {
        await using var fixture = await ConverterFixture.StartAsync();
        var row = TableRow.Of("tcjsj");
        var converter = fixture.Converter<JsonSchemaConverter>(("object.additional.properties", additional), ("decimal.format", decimals));

        var message = converter.FromConnectData("t", null, row.Schema, row)!;

        fixture.Client.Latest("t-value").Text.Should().Match(expected);
        Encoding.UTF8.GetString(message, 5, message.Length - 5).Should().Be(
            $$"""{"id":1,"ti":-5,"si":300,"bi":9007199254740993,"fl":1.5,"db":-2.25,"de":{{number}},"vc":"Grüße","vn":null,"bo":1,"vb":"AP8=","da":19844,"tm":36672000,"ts":1714558272345,"tn":null}""");
        var back = (Struct)converter.ToConnectData("t", null, message).Value!;
        back.Schema.Fields.Should().Equal(row.Schema.Fields);
        row.Schema.Fields.Should().AllSatisfy(f => ValueEquality.Equal(back.Get(f.Name), row.Get(f.Name)).Should().BeTrue(f.Name));
    }

    [Fact]
    public async Task Plain_text_is_registered_as_a_string()
    {
        await using var fixture = await ConverterFixture.StartAsync();

        var message = fixture.Converter<JsonSchemaConverter>().FromConnectData("t", null, Schema.StringSchema, "one")!;

        fixture.Client.Latest("t-value").Text.Should().Be("""{"type":"string"}""");
        Encoding.UTF8.GetString(message, 5, message.Length - 5).Should().Be("\"one\"");
    }

    [Theory]
    [InlineData("false", false)]
    [InlineData("true", true)]
    public async Task Property_that_is_not_required_is_optional_only_when_wanted(string setting, bool isOptional)
    {
        await using var fixture = await ConverterFixture.StartAsync();

        var value = Read(fixture, Row, """{"id":2}""", ("use.optional.for.nonrequired", setting));

        value.Schema!.Fields.Select(f => f.Name).Should().Equal("id", "s", "n");
        value.Schema.Field("id")!.Schema.Should().Be(Schema.Int64Schema);
        value.Schema.Field("s")!.Schema.IsOptional.Should().Be(isOptional);
        value.Schema.Field("n")!.Schema.Should().Be(Schema.OptionalFloat64Schema);
        value.Value!.ToString().Should().Be("Struct{id=2}");
    }

    [Fact]
    public async Task Combinations_are_optional_values_unions_or_merged_structs()
    {
        const string schema =
            """
            {"type":"object","properties":{"a":{"connect.index":0,"oneOf":[{"type":"integer"},{"type":"string"},{"type":"object","properties":{"x":{"type":"boolean"}}}]},
             "b":{"connect.index":1,"allOf":[{"type":"object","properties":{"p":{"type":"string"}}},{"$ref":"#/definitions/q"}]},"c":{"connect.index":2,"type":"string","enum":["ON","OFF"]},
             "d":{"connect.index":3,"type":"array","items":{"type":["null","integer"]}},"e":{"connect.index":4,"type":"object","connect.type":"map","additionalProperties":{"type":"number"}},
             "f":{"connect.index":5,"type":"string","default":"x"}},
             "definitions":{"q":{"type":"object","properties":{"q":{"type":"integer","connect.type":"int8"}}}}}
            """;
        await using var fixture = await ConverterFixture.StartAsync();

        var value = Read(fixture, schema, """{"a":{"x":true},"b":{"p":"P","q":300},"c":"ON","d":[1,null],"e":{"k":1},"more":1}""");
        var text = Read(fixture, schema, """{"a":"s"}""");

        value.Value!.ToString().Should().Be(
            "Struct{a=Struct{io.confluent.connect.json.OneOf.field.2=Struct{x=true}},b=Struct{p=P,q=44},c=ON,d=[1, null],e={k=1.0},f=x}");
        text.Value!.ToString().Should().Be("Struct{a=Struct{io.confluent.connect.json.OneOf.field.1=s},f=x}");
        value.Schema!.Field("c")!.Schema.Parameters.Should().Contain("io.confluent.connect.json.Enum", "").And.Contain("io.confluent.connect.json.Enum.ON", "ON");
    }

    [Theory]
    [InlineData("""{"id":null}""", "Invalid null value for required INT64 field")]
    [InlineData("""[1]""", "Structs should be encoded as JSON objects, but found ARRAY")]
    public async Task Data_that_do_not_fit_are_refused(string json, string text)
    {
        await using var fixture = await ConverterFixture.StartAsync();

        var read = () => Read(fixture, Row, json);

        read.Should().Throw<DataException>().WithMessage(text);
    }

    [Fact]
    public async Task Text_for_an_integer_is_zero_and_wrong_logical_types_are_refused()
    {
        const string dated = """{"type":"object","properties":{"d":{"type":"integer","title":"org.apache.kafka.connect.data.Date","connect.type":"int32"}}}""";
        await using var fixture = await ConverterFixture.StartAsync();

        Read(fixture, Row, """{"id":"one"}""").Value!.ToString().Should().Be("Struct{id=0}");
        var id = fixture.Client.Register("dated-value", dated, "JSON").Id;
        var read = () => fixture.Converter<JsonSchemaConverter>().ToConnectData(
            "dated", null, ConverterFixture.Message(id, Convert.ToHexString("""{"d":"today"}"""u8)));
        read.Should().Throw<DataException>().WithMessage("Invalid type for Date, underlying representation should be integer but was STRING");
    }

    [Fact]
    public async Task Validation_is_done_when_wanted_and_fails_as_recorded()
    {
        await using var fixture = await ConverterFixture.StartAsync();

        var read = () => Read(fixture, Row, """{"s":"a"}""", ("json.fail.invalid.schema", "true"));

        ConverterFixture.Chain(read.Should().Throw<DataException>().Which).Should().Match(
            "org.apache.kafka.connect.errors.DataException: Converting byte[] to Kafka Connect data failed due to serialization error of topic t: \n" +
            "org.apache.kafka.common.errors.SerializationException: Error deserializing JSON message for id SchemaId{schemaType='JSON', id=*, guid='null', messageIndexes=null}\n" +
            "org.apache.kafka.common.errors.SerializationException: JSON does not match schema of type JSON\norg.everit.json.schema.ValidationException: #: required key [id] not found");
    }

    [Fact]
    public async Task Tombstones_and_nulls_are_told_apart()
    {
        await using var fixture = await ConverterFixture.StartAsync();
        var converter = fixture.Converter<JsonSchemaConverter>();

        converter.FromConnectData("t", null, null, null).Should().BeNull();
        converter.ToConnectData("t", null, null).Should().Be(SchemaAndValue.Null);
        Encoding.UTF8.GetString(converter.FromConnectData("t", null, Schema.OptionalStringSchema, null)![5..]).Should().Be("null");
    }

    private static SchemaAndValue Read(ConverterFixture fixture, string schema, string json, params (string Name, string Value)[] settings)
    {
        var id = fixture.Client.Register("t-value", schema, "JSON").Id;
        return fixture.Converter<JsonSchemaConverter>(settings).ToConnectData("t", null, ConverterFixture.Message(id, Convert.ToHexString(Encoding.UTF8.GetBytes(json))));
    }
}
