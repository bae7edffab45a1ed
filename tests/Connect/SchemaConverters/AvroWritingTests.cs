using System.Numerics;
using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Tests.SchemaConverters;

public sealed class AvroWritingTests
{
    [Fact]
    public async Task Rows_of_the_readings_table_are_written_as_recorded()
    {
        var schema = SchemaBuilder.Struct().Name("Readings")
            .Field("ID", Schema.Int64Schema).Field("profile_name", Schema.StringSchema)
            .Field("temperature", Schema.OptionalFloat64Schema).Field("humidity", Schema.OptionalFloat64Schema).Field("pressure", Schema.OptionalFloat64Schema)
            .Field("modified", TimestampLogical.Schema).Build();
        var row = new Struct(schema).Put("ID", 1L).Put("profile_name", "denver").Put("temperature", 49.5).Put("pressure", 1.5)
            .Put("modified", Instant.From(new DateTimeOffset(2024, 5, 1, 10, 0, 0, 500, TimeSpan.Zero)));
        await using var fixture = await ConverterFixture.StartAsync();

        var message = fixture.Converter().FromConnectData("t", null, schema, row)!;

        var registered = fixture.Client.Latest("t-value");
        registered.Text.Should().Be(
            """{"type":"record","name":"Readings","fields":[{"name":"ID","type":"long"},{"name":"profile_name","type":"string"},{"name":"temperature","type":["null","double"],"default":null},{"name":"humidity","type":["null","double"],"default":null},{"name":"pressure","type":["null","double"],"default":null},{"name":"modified","type":{"type":"long","connect.version":1,"connect.name":"org.apache.kafka.connect.data.Timestamp","logicalType":"timestamp-millis"}}],"connect.name":"Readings"}""");
        Hex(message).Should().Be($"00{registered.Id:x8}020c64656e766572020000000000c048400002000000000000f83fe88bc6b9e663");
    }

    [Theory]
    [InlineData(
        "true",
        """{"type":"record","name":"tcasj","fields":[{"name":"ti","type":{"type":"int","connect.type":"int8"}},{"name":"si","type":{"type":"int","connect.type":"int16"}},{"name":"de","type":{"type":"bytes","scale":2,"precision":10,"connect.version":1,"connect.parameters":{"scale":"2","connect.decimal.precision":"10"},"connect.name":"org.apache.kafka.connect.data.Decimal","logicalType":"decimal"}},{"name":"vn","type":["null","string"],"default":null},{"name":"da","type":{"type":"int","connect.version":1,"connect.name":"org.apache.kafka.connect.data.Date","logicalType":"date"}},{"name":"tn","type":["null",{"type":"long","connect.version":1,"connect.name":"org.apache.kafka.connect.data.Timestamp","logicalType":"timestamp-millis"}],"default":null}],"connect.name":"tcasj"}""")]
    [InlineData(
        "false",
        """{"type":"record","name":"tcasj","fields":[{"name":"ti","type":"int"},{"name":"si","type":"int"},{"name":"de","type":{"type":"bytes","scale":2,"precision":10,"logicalType":"decimal"}},{"name":"vn","type":["null","string"],"default":null},{"name":"da","type":{"type":"int","logicalType":"date"}},{"name":"tn","type":["null",{"type":"long","logicalType":"timestamp-millis"}],"default":null}]}""")]
    public async Task Columns_are_registered_as_recorded_with_and_without_meta_data(string metaData, string expected)
    {
        var schema = SchemaBuilder.Struct().Name("tcasj").Field("ti", Schema.Int8Schema).Field("si", Schema.Int16Schema)
            .Field("de", DecimalLogical.Builder(2).Parameter("connect.decimal.precision", "10").Build()).Field("vn", Schema.OptionalStringSchema)
            .Field("da", DateLogical.Schema).Field("tn", TimestampLogical.Builder().Optional().Build()).Build();
        var row = new Struct(schema).Put("ti", (sbyte)-5).Put("si", (short)300).Put("de", new BigDecimal(new BigInteger(-1), 2)).Put("da", new Instant(0));
        await using var fixture = await ConverterFixture.StartAsync();

        var message = fixture.Converter(("connect.meta.data", metaData)).FromConnectData("t", null, schema, row)!;

        fixture.Client.Latest("t-value").Text.Should().Be(expected);
        Hex(message)[10..].Should().Be("09d80402ff000000");
    }

    [Fact]
    public async Task Plain_text_is_registered_as_a_bare_string()
    {
        await using var fixture = await ConverterFixture.StartAsync();

        var message = fixture.Converter().FromConnectData("t", null, Schema.StringSchema, "one")!;

        fixture.Client.Latest("t-value").Text.Should().Be("\"string\"");
        Hex(message)[10..].Should().Be("066f6e65");
    }

    [Fact]
    public async Task Structs_of_every_shape_come_back_equal()
    {
        var inner = SchemaBuilder.Struct().Name("lab.Inner").Field("x", Schema.Int32Schema).Build();
        var schema = SchemaBuilder.Struct().Name("lab.Outer").Version(3).Doc("A thing.")
            .Field("state", SchemaBuilder.String().Optional().DefaultValue("new").Build())
            .Field("in", inner).Field("maybe", new SchemaBuilder(SchemaType.Struct).Name("lab.Inner").Optional().Field("x", Schema.Int32Schema).Build())
            .Field("list", SchemaBuilder.Array(Schema.OptionalInt64Schema).Build())
            .Field("map", SchemaBuilder.Map(Schema.StringSchema, inner).Build())
            .Field("byNumber", SchemaBuilder.Map(Schema.Int32Schema, Schema.StringSchema).Build())
            .Field("blob", Schema.OptionalBytesSchema).Field("flag", Schema.BooleanSchema).Field("f", Schema.Float32Schema).Build();
        var one = new Struct(inner).Put("x", 1);
        var value = new Struct(schema).Put("state", "old").Put("in", one).Put("list", new List<object?> { 1L, null })
            .Put("map", new ConnectMap { ["k"] = one }).Put("byNumber", new ConnectMap { [7] = "seven" }).Put("blob", new byte[] { 1 })
            .Put("flag", true).Put("f", 1.5f);
        await using var fixture = await ConverterFixture.StartAsync();
        var converter = fixture.Converter();

        var back = converter.ToConnectData("t", null, converter.FromConnectData("t", null, schema, value));

        back.Schema.Should().Be(schema);
        back.Value.Should().Be(value);
    }

    [Fact]
    public async Task Optional_field_with_a_default_is_written_as_its_default_unless_told_otherwise()
    {
        var schema = SchemaBuilder.Struct().Field("state", SchemaBuilder.String().Optional().DefaultValue("new").Build()).Build();
        await using var fixture = await ConverterFixture.StartAsync();

        var written = fixture.Converter().FromConnectData("t", null, schema, new Struct(schema))!;
        var kept = fixture.Converter(("ignore.default.for.nullables", "true")).FromConnectData("t", null, schema, new Struct(schema))!;

        fixture.Client.Latest("t-value").Text.Should().Contain(
            """{"name":"state","type":[{"type":"string","connect.default":"new"},"null"],"default":"new"}""");
        Hex(written)[10..].Should().Be("00066e6577");
        Hex(kept)[10..].Should().Be("02");
    }

    [Fact]
    public async Task Enums_stay_enums_with_enhanced_schemas_and_union_structs_become_unions()
    {
        const string schema =
            """
            {"type":"record","name":"Un","namespace":"lab","fields":[{"name":"e","type":{"type":"enum","name":"State","symbols":["ON","OFF"]}},
             {"name":"u","type":["null","int",{"type":"record","name":"In","fields":[{"name":"x","type":"int"}]}]}]}
            """;
        await using var fixture = await ConverterFixture.StartAsync();
        var converter = fixture.Converter(("enhanced.avro.schema.support", "true"));
        var message = ConverterFixture.Message(fixture.Client.Register("t-value", schema).Id, "02040a");

        var (connect, value) = converter.ToConnectData("t", null, message);
        var written = converter.FromConnectData("other", null, connect, value)!;

        ((Struct)value!).GetStruct("u")!.ToString().Should().Be("Struct{lab.In=Struct{x=5}}");
        Hex(written)[10..].Should().Be("02040a");
        fixture.Client.Latest("other-value").Text.Should().Contain("\"type\":\"enum\",\"name\":\"State\"").And.Contain("[\"null\",\"int\",");
    }

    [Fact]
    public async Task Latest_version_with_a_wider_type_takes_the_data()
    {
        var schema = SchemaBuilder.Struct().Field("line", Schema.StringSchema).Build();
        await using var fixture = await ConverterFixture.StartAsync();
        fixture.Client.Register(
            "t-value", """{"type":"record","name":"ConnectDefault","namespace":"io.confluent.connect.avro","fields":[{"name":"line","type":["null","string"]}]}""");

        var message = fixture.Converter(("auto.register.schemas", "false"), ("use.latest.version", "true"))
            .FromConnectData("t", null, schema, new Struct(schema).Put("line", "one"))!;

        Hex(message)[10..].Should().Be("02066f6e65");
    }

    [Fact]
    public async Task Data_without_a_schema_come_back_without_one()
    {
        await using var fixture = await ConverterFixture.StartAsync();
        var converter = fixture.Converter();
        var data = new ConnectMap { ["a"] = 1, ["b"] = new List<object?> { "x", null, 2.5 } };

        var back = converter.ToConnectData("t", null, converter.FromConnectData("t", null, null, data));

        back.Schema.Should().BeNull();
        back.Value.Should().Be(data);
    }

    [Theory]
    [InlineData("io.confluent.kafka.serializers.subject.TopicNameStrategy", true, "t-key")]
    [InlineData("io.confluent.kafka.serializers.subject.RecordNameStrategy", false, "lab.Inner")]
    [InlineData("io.confluent.kafka.serializers.subject.TopicRecordNameStrategy", true, "t-lab.Inner")]
    public async Task Subjects_are_named_by_the_strategy(string strategy, bool isKey, string subject)
    {
        var schema = SchemaBuilder.Struct().Name("lab.Inner").Field("x", Schema.Int32Schema).Build();
        await using var fixture = await ConverterFixture.StartAsync();
        var converter = fixture.Converter(isKey, (isKey ? "key.subject.name.strategy" : "value.subject.name.strategy", strategy));

        var message = converter.FromConnectData("t", null, schema, new Struct(schema).Put("x", 1));

        fixture.Client.Latest(subject).Version.Should().Be(1);
        converter.ToConnectData("t", null, message).Value!.ToString().Should().Be("Struct{x=1}");
    }

    private static string Hex(byte[] message) => Convert.ToHexStringLower(message);
}
