using System.Text;
using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Runtime.Converters;

namespace Ms2Lab.Connect.Tests.Converters;

/// <summary>Expectations come from Kafka Connect 4.3.1's recorded answers.</summary>
public sealed class JsonConverterTests
{
    private const string Point =
        """{"schema":{"type":"struct","name":"p","fields":[{"field":"id","type":"int32"},{"field":"s","type":"string","optional":true},{"field":"a","type":"int32","default":7},{"field":"d","type":"bytes","name":"org.apache.kafka.connect.data.Decimal","parameters":{"scale":"2"},"optional":true},{"field":"t","type":"int64","name":"org.apache.kafka.connect.data.Timestamp","optional":true}]},"payload":""";

    [Theory]
    [InlineData("int8", "300", "44")]
    [InlineData("int16", "70000", "4464")]
    [InlineData("int32", "3000000000", "-1294967296")]
    [InlineData("int64", "1.9", "1")]
    [InlineData("int64", "1e3", "1000")]
    [InlineData("int32", "\"12\"", "0")]
    [InlineData("int32", "true", "0")]
    [InlineData("float", "\"1.5\"", "0.0")]
    [InlineData("float", "1e300", "Infinity")]
    [InlineData("double", "[]", "0.0")]
    [InlineData("boolean", "1", "false")]
    [InlineData("string", "5", "null")]
    [InlineData("int64", "9223372036854775808", "-9223372036854775808")]
    public void Scalars_of_another_kind_become_zero_false_or_null(string type, string payload, string expected)
    {
        var value = Read(Converter(), $$"""{"schema":{"type":"{{type}}"},"payload":{{payload}}}""");

        JavaText.Of(value.Value).Should().Be(expected);
    }

    [Theory]
    [InlineData("""{"id":1,"s":"x","a":2,"d":"AJw=","t":0}""", "Struct{id=1,s=x,a=2,d=1.56,t=Thu Jan 01 00:00:00 UTC 1970}")]
    [InlineData("""{ "s" : "\u00e9\n" , "id" : 02 }""", "Struct{id=2,s=\u00e9\n,a=7}")]
    [InlineData("""{"id":3,"d":1.5,"unknown":[{}],"a":null}""", "Struct{id=3,a=7,d=1.5}")]
    [InlineData("""{"id":4,"s":null}} trailing""", "Struct{id=4,a=7}")]
    public void Known_envelopes_read_as_unknown_ones_do(string payload, string expected)
    {
        var converter = Converter();
        var message = Point + payload + "}";

        var first = Read(converter, message);
        var second = Read(converter, message);

        JavaText.Of(first.Value).Should().Be(expected);
        second.Should().Be(first);
        second.Schema.Should().BeSameAs(first.Schema, "the schema's bytes are parsed once");
    }

    [Theory]
    [InlineData("not json", "org.apache.kafka.common.errors.SerializationException: com.fasterxml.jackson.core.JsonParseException: Unrecognized token 'not': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')")]
    [InlineData("{o", "org.apache.kafka.common.errors.SerializationException: com.fasterxml.jackson.core.JsonParseException: Unexpected character ('o' (code 111)): was expecting double-quote to start field name")]
    [InlineData("{\"a\":1", "org.apache.kafka.common.errors.SerializationException: com.fasterxml.jackson.core.io.JsonEOFException: Unexpected end-of-input: expected close marker for Object (start marker at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: 1])")]
    public void Bytes_that_are_no_json_fail_with_the_words_of_jackson(string text, string expected)
    {
        var reading = () => Read(Converter(), text);

        var error = reading.Should().Throw<DataException>()
            .WithMessage("Converting byte[] to Kafka Connect data failed due to serialization error: ").Which;
        JavaTrace.Describe(error.InnerException!).Should().StartWith(expected);
    }

    // Asked of Connect 4.3.1: what an Avro serializer or somebody's own writes looks like UTF-32, UTF-16 or Latin 1 to Jackson.
    [Theory]
    [InlineData("000000000106", "com.fasterxml.jackson.core.JsonParseException: Illegal character ((CTRL-CHAR, code 0)): only regular white space (\\r, \\n, \\t) is allowed between tokens", 2)]
    [InlineData("00000000010A68656C6C6F", "java.io.CharConversionException: Invalid UTF-32 character 0x1096865 (above 0x0010ffff) at char #1, byte #7)", null)]
    [InlineData("0000010002", "java.io.CharConversionException: Unsupported UCS-4 endianness (2143) detected", null)]
    [InlineData("00010203", "com.fasterxml.jackson.core.JsonParseException: Illegal character ((CTRL-CHAR, code 1)): only regular white space (\\r, \\n, \\t) is allowed between tokens", 2)]
    [InlineData("C3A9", "com.fasterxml.jackson.core.JsonParseException: Invalid UTF-8 start byte 0xa9", 3)]
    [InlineData("FF616263", "com.fasterxml.jackson.core.JsonParseException: Unrecognized token 'ÿabc': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')", 1)]
    [InlineData("5B4E614E5D", "com.fasterxml.jackson.core.JsonParseException: Non-standard token 'NaN': enable `JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS` to allow", 5)]
    [InlineData("5B312C", "com.fasterxml.jackson.core.JsonParseException: Unexpected end-of-input within/between Array entries", 4)]
    [InlineData("5B2D", "com.fasterxml.jackson.core.io.JsonEOFException: Unexpected end-of-input in START_ARRAY", 3)]
    [InlineData("2F2F", "com.fasterxml.jackson.core.JsonParseException: Unexpected character ('/' (code 47)): maybe a (non-standard) comment? (not recognized as one since Feature 'ALLOW_COMMENTS' not enabled for parser)", 1)]
    public void Binary_data_fails_where_and_how_jackson_gives_up(string hex, string expected, int? column)
    {
        var reading = () => Converter().ToConnectData("t", null, Convert.FromHexString(hex));

        var error = reading.Should().Throw<DataException>().Which;
        var place = column is null ? "" : $"\n at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: {column}]";
        JavaTrace.MessageOf(error.InnerException!).Should().Be(expected + place);
    }

    [Theory]
    [InlineData("""{"schema":{},"payload":null}""", "Schema must contain 'type' field")]
    [InlineData("""{"schema":{"type":"integer"},"payload":null}""", "Unknown schema type: integer")]
    [InlineData("""{"schema":{"type":"struct","fields":[5]},"payload":null}""", "Struct schema's field name not specified properly")]
    [InlineData("""{"schema":{"type":"int32","parameters":{"a":1}},"payload":null}""", "Schema parameters must have string values.")]
    [InlineData("""{"schema":{"type":"int32"},"payload":null}""", "Invalid null value for required INT32 field")]
    public void Schemas_and_payloads_that_do_not_fit_are_refused(string text, string expected)
    {
        var reading = () => Read(Converter(), text);

        reading.Should().Throw<DataException>().WithMessage(expected);
    }

    [Fact]
    public void Plain_json_is_read_without_schema()
    {
        var converter = Converter(("schemas.enable", "false"));

        JavaText.Of(Read(converter, """{"b":1,"a":[1.5,null,true,"x"]}""").Value).Should().Be("{a=[1.5, null, true, x], b=1}");
        Read(converter, "").Value.Should().BeNull();
        Read(converter, "-0").Value.Should().Be(0L);
    }

    [Fact]
    public void An_envelope_is_written_with_every_attribute_in_connects_order()
    {
        var schema = SchemaBuilder.Struct().Name("r").Version(2).Doc("d")
            .Field("id", Schema.Int32Schema)
            .Field("n", SchemaBuilder.String().Optional().DefaultValue("x").Build())
            .Field("m", SchemaBuilder.Map(Schema.Int32Schema, Schema.BooleanSchema).Build())
            .Field("d", DecimalLogical.Schema(2)).Build();
        var value = new Struct(schema).Put("id", 1).Put("m", new ConnectMap { [1] = true }).Put("d", new BigDecimal(156, 2));

        var bytes = Converter().FromConnectData("t", null, schema, value);

        Encoding.UTF8.GetString(bytes!).Should().Be(
            """{"schema":{"type":"struct","fields":[{"type":"int32","optional":false,"field":"id"},{"type":"string","optional":true,"default":"x","field":"n"},{"type":"map","keys":{"type":"int32","optional":false},"values":{"type":"boolean","optional":false},"optional":false,"field":"m"},{"type":"bytes","optional":false,"name":"org.apache.kafka.connect.data.Decimal","version":1,"parameters":{"scale":"2"},"field":"d"}],"optional":false,"name":"r","version":2,"doc":"d"},"payload":{"id":1,"n":"x","m":[[1,true]],"d":"AJw="}}""");
    }

    [Fact]
    public void A_schema_from_the_settings_holds_for_bare_payloads()
    {
        var converter = Converter(("schema.content", """{"type":"int32"}"""));

        Read(converter, "5").Should().Be(new SchemaAndValue(Schema.Int32Schema, 5));
    }

    private static JsonConverter Converter(params (string Key, string Value)[] settings)
    {
        var converter = new JsonConverter();
        converter.Configure(settings.ToDictionary(s => s.Key, s => s.Value), isKey: false);
        return converter;
    }

    private static SchemaAndValue Read(JsonConverter converter, string text) =>
        converter.ToConnectData("t", null, Encoding.UTF8.GetBytes(text));
}
