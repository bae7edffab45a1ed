using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.SchemaConverters.Protobuf;

namespace Ms2Lab.Connect.Tests.SchemaConverters;

public sealed class ProtobufConverterTests
{
    private const string Types =
        """
        syntax = "proto3";
        package lab.t1;
        import "google/protobuf/timestamp.proto";
        import "google/protobuf/wrappers.proto";
        message T { int32 a = 1; int64 b = 2; uint32 c = 3; sint32 d = 4; float e = 5; double f = 6; bool g = 7; string h = 8; bytes i = 9; State j = 10; optional int32 k = 11; In l = 12; repeated int32 m = 13; map<string, int32> n = 14;
         oneof o { int32 p = 15; string q = 16; } google.protobuf.Timestamp r = 17; google.protobuf.StringValue s = 18; uint64 t = 19; enum State { OFF = 0; ON = 1; } message In { string u = 1; } }
        """;

    private const string Set =
        "0008ffffffffffffffffff01108080808080201880d0acf30e20032d0000c03f31000000000000d0bf38014204746578744a0200ff5001580062040a02696e6a0301020372050a016b10048201036f6e658a010b0880e2cfaa0610c0a9d33a9201030a0177980180808080808080808001";

    [Fact]
    public async Task Every_kind_of_field_is_seen_as_recorded()
    {
        await using var fixture = await ConverterFixture.StartAsync();
        var id = fixture.Client.Register("t-value", Types, "PROTOBUF").Id;
        var converter = fixture.Converter<ProtobufConverter>();

        var full = (Struct)converter.ToConnectData("t", null, ConverterFixture.Message(id, Set)).Value!;
        var empty = (Struct)converter.ToConnectData("t", null, ConverterFixture.Message(id, "00")).Value!;

        full.ToString().Should().StartWith("Struct{o_0=Struct{q=one},a=-1,b=1099511627776,c=4000000000,d=-2,e=1.5,f=-0.25,g=true,h=text,i=java.nio.HeapByteBuffer[pos=0 lim=2 cap=2],j=ON,")
            .And.EndWith(",j=ON,k=0,l=Struct{u=in},m=[1, 2, 3],n={k=4},r=Tue Nov 14 22:13:20 UTC 2023,s=w,t=-9223372036854775808}");
        empty.ToString().Should().StartWith("Struct{a=0,b=0,c=0,d=0,e=0.0,f=0.0,g=false,h=,i=").And.EndWith(",j=OFF,m=[],n={},t=0}");
        full.Validate();
        empty.Validate();
        full.Schema.Name.Should().Be("T");
        full.Schema.Field("c")!.Schema.Parameters.Should().Contain("io.confluent.connect.protobuf.Type", "uint32").And.Contain("io.confluent.connect.protobuf.Tag", "3");
        full.Schema.Field("j")!.Schema.Parameters.Should().Contain("io.confluent.connect.protobuf.Enum", "State").And.Contain("io.confluent.connect.protobuf.Enum.ON", "1");
        full.Schema.Field("o_0")!.Schema.Name.Should().Be("io.confluent.connect.protobuf.Union.o");
    }

    [Fact]
    public async Task Settings_change_what_fields_are()
    {
        await using var fixture = await ConverterFixture.StartAsync();
        var id = fixture.Client.Register("t-value", Types, "PROTOBUF").Id;
        var converter = fixture.Converter<ProtobufConverter>(
            ("optional.for.nullables", "true"), ("wrapper.for.nullables", "true"), ("int.for.enums", "true"), ("enhanced.protobuf.schema.support", "true"),
            ("flatten.unions", "true"));

        var value = (Struct)converter.ToConnectData("t", null, ConverterFixture.Message(id, Set)).Value!;

        value.ToString().Should().StartWith("Struct{q=one,a=-1,").And.EndWith(",j=1,k=0,l=Struct{u=in},m=[1, 2, 3],n={k=4},r=Tue Nov 14 22:13:20 UTC 2023,s=w,t=-9223372036854775808}");
        value.Schema.Name.Should().Be("lab.t1.T");
        value.Schema.Field("a")!.Schema.IsOptional.Should().BeFalse();
        value.Schema.Field("k")!.Schema.IsOptional.Should().BeTrue();
    }

    [Fact]
    public async Task Indexes_say_which_message_of_the_file_it_is()
    {
        await using var fixture = await ConverterFixture.StartAsync();
        var id = fixture.Client.Register(
            "t-value", """syntax = "proto3"; package lab; message A { int32 x = 1; message B { int32 y = 1; } message C { int32 z = 1; } } message D { int32 w = 1; }""", "PROTOBUF").Id;
        var converter = fixture.Converter<ProtobufConverter>();

        var values = new[] { "000805", "02020806", "0400020807", "02000808" }.Select(m => converter.ToConnectData("t", null, ConverterFixture.Message(id, m)).Value!.ToString());

        values.Should().Equal("Struct{x=5}", "Struct{w=6}", "Struct{z=7}", "Struct{x=8}");
    }

    [Theory]
    [InlineData("false", "string vn = 9", "google.protobuf.Timestamp tn = 15")]
    [InlineData("true", "optional string vn = 9", "optional google.protobuf.Timestamp tn = 15")]
    public async Task Columns_of_a_table_are_registered_and_written_as_recorded(string optional, string text, string timestamp)
    {
        await using var fixture = await ConverterFixture.StartAsync();
        var row = TableRow.Of("tcpsj");

        var message = fixture.Converter<ProtobufConverter>(("optional.for.nullables", optional)).FromConnectData("t", null, row.Schema, row)!;

        fixture.Client.Latest("t-value").Text.TrimEnd().Should().Be(
            $$"""
            syntax = "proto3";

            import "confluent/type/decimal.proto";
            import "google/type/date.proto";
            import "google/type/timeofday.proto";
            import "google/protobuf/timestamp.proto";

            message tcpsj {
              int32 id = 1;
              int32 ti = 2 [(confluent.field_meta) = {
                params: [
                  {
                    key: "connect.type",
                    value: "int8"
                  }
                ]
              }];
              int32 si = 3 [(confluent.field_meta) = {
                params: [
                  {
                    key: "connect.type",
                    value: "int16"
                  }
                ]
              }];
              int64 bi = 4;
              float fl = 5;
              double db = 6;
              confluent.type.Decimal de = 7 [(confluent.field_meta) = {
                params: [
                  {
                    value: "10",
                    key: "precision"
                  },
                  {
                    value: "2",
                    key: "scale"
                  }
                ]
              }];
              string vc = 8;
              {{text}};
              int32 bo = 10 [(confluent.field_meta) = {
                params: [
                  {
                    key: "connect.type",
                    value: "int8"
                  }
                ]
              }];
              bytes vb = 11;
              google.type.Date da = 12;
              google.type.TimeOfDay tm = 13;
              google.protobuf.Timestamp ts = 14;
              {{timestamp}};
            }
            """);
        Convert.ToHexStringLower(message)[10..].Should().Be(
            "00080110fbffffffffffffffff0118ac022081808080808080102d0000c03f3100000000000002c03a090a0312d6871007180242074772c3bcc39f6550015a0200ff620708e80f100518016a06080a100b180c720c08c0aac8b10610c090c1a401");
    }

    [Fact]
    public async Task Plain_text_is_a_wrapper_of_protobufs_own_file()
    {
        await using var fixture = await ConverterFixture.StartAsync();
        var converter = fixture.Converter<ProtobufConverter>();

        var message = converter.FromConnectData("t", null, Schema.StringSchema, "one")!;

        fixture.Client.Latest("t-value").Text.Should().StartWith("syntax = \"proto3\";\npackage google.protobuf;\n\noption java_package = \"com.google.protobuf\";\n")
            .And.Contain("message StringValue {\n  string value = 1 [json_name = \"value\"];\n}");
        Convert.ToHexStringLower(message)[10..].Should().Be("020e0a036f6e65");
        converter.ToConnectData("t", null, message).Value.Should().Be("one");
    }

    [Fact]
    public async Task Structs_of_every_shape_come_back_with_their_values()
    {
        var inner = SchemaBuilder.Struct().Name("lab.Inner").Field("x", Schema.Int32Schema).Build();
        var state = SchemaBuilder.String().Name("State").Parameter("io.confluent.connect.protobuf.Enum", "State")
            .Parameter("io.confluent.connect.protobuf.Enum.OFF", "0").Parameter("io.confluent.connect.protobuf.Enum.ON", "1").Build();
        var either = SchemaBuilder.Struct().Name("io.confluent.connect.protobuf.Union.either")
            .Field("left", SchemaBuilder.Int32().Optional().Parameter("io.confluent.connect.protobuf.Tag", "10").Build())
            .Field("right", SchemaBuilder.String().Optional().Parameter("io.confluent.connect.protobuf.Tag", "11").Build()).Optional().Build();
        var schema = SchemaBuilder.Struct().Name("lab.Outer").Field("in", inner).Field("list", SchemaBuilder.Array(inner).Build())
            .Field("map", SchemaBuilder.Map(Schema.StringSchema, inner).Build()).Field("byNumber", SchemaBuilder.Map(Schema.Int32Schema, Schema.StringSchema).Name("by_number").Build())
            .Field("state", state).Field("either_0", either).Field("f", Schema.OptionalFloat32Schema).Field("u", SchemaBuilder.Int64().Parameter("io.confluent.connect.protobuf.Type", "fixed32").Build())
            .Build();
        var one = new Struct(inner).Put("x", 1);
        var value = new Struct(schema).Put("in", one).Put("list", new List<object?> { one, one }).Put("map", new ConnectMap { ["k"] = one })
            .Put("byNumber", new ConnectMap { [7] = "seven" }).Put("state", "ON").Put("either_0", new Struct(either).Put("right", "r")).Put("u", 4_000_000_000L);
        await using var fixture = await ConverterFixture.StartAsync();
        var converter = fixture.Converter<ProtobufConverter>();

        var back = converter.ToConnectData("t", null, converter.FromConnectData("t", null, schema, value)).Value!;

        back.ToString().Should().Be(
            "Struct{either_0=Struct{right=r},in=Struct{x=1},list=[Struct{x=1}, Struct{x=1}],map={k=Struct{x=1}},byNumber={7=seven},state=ON,f=0.0,u=4000000000}");
        fixture.Client.Latest("t-value").Text.Should().Contain("message ConnectDefault1Entry {\n    string key = 1;").And.Contain("oneof either {\n    int32 left = 10;");
    }

    [Theory]
    [InlineData(
        "7b7d",
        "SerializationException: Error deserializing Protobuf message for id SchemaId{schemaType='PROTOBUF', id=null, guid='null', messageIndexes=null}\norg.apache.kafka.common.errors.SerializationException: Error deserializing schema ID\njava.lang.IllegalArgumentException: Unknown magic byte!")]
    [InlineData(
        "000000",
        "SerializationException: Error deserializing Protobuf message for id SchemaId{schemaType='PROTOBUF', id=null, guid='null', messageIndexes=null}\norg.apache.kafka.common.errors.SerializationException: Error deserializing schema ID\njava.nio.BufferUnderflowException")]
    [InlineData(
        "003b9ac9ff000802",
        "SerializationException: Error retrieving Protobuf schema for id SchemaId{schemaType='PROTOBUF', id=999999999, guid='null', messageIndexes=io.confluent.kafka.serializers.schema.id.SchemaId$SchemaMessageIndexes@*}\nio.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException: Schema 999999999 not found; error code: 40403")]
    public async Task Bytes_of_something_else_are_refused_as_recorded(string hex, string expected)
    {
        await using var fixture = await ConverterFixture.StartAsync();

        var read = () => fixture.Converter<ProtobufConverter>().ToConnectData("t", null, Convert.FromHexString(hex));

        ConverterFixture.Chain(read.Should().Throw<DataException>().Which).Should().Match(
            $"org.apache.kafka.connect.errors.DataException: Failed to deserialize data for topic t to Protobuf:\norg.apache.kafka.common.errors.{expected}");
    }

    [Fact]
    public async Task Schema_of_another_format_and_truncated_bytes_are_refused_as_recorded()
    {
        await using var fixture = await ConverterFixture.StartAsync();
        var avro = fixture.Client.Register("a-value", "\"string\"").Id;
        var proto = fixture.Client.Register("t-value", """syntax = "proto3"; message M { string s = 1; }""", "PROTOBUF").Id;
        var converter = fixture.Converter<ProtobufConverter>();

        var wrong = () => converter.ToConnectData("a", null, ConverterFixture.Message(avro, "000802"));
        var shortened = () => converter.ToConnectData("t", null, ConverterFixture.Message(proto, "000a05"));

        ConverterFixture.Chain(wrong.Should().Throw<DataException>().Which).Should().EndWith(
            "\ncom.google.common.util.concurrent.UncheckedExecutionException: java.lang.IllegalArgumentException: Invalid schema type AVRO\njava.lang.IllegalArgumentException: Invalid schema type AVRO");
        ConverterFixture.Chain(shortened.Should().Throw<DataException>().Which).Should().Contain(
            "\ncom.google.protobuf.InvalidProtocolBufferException: While parsing a protocol message, the input ended unexpectedly in the middle of a field.");
    }

    [Fact]
    public async Task Roots_and_names_that_protobuf_has_not_are_refused()
    {
        await using var fixture = await ConverterFixture.StartAsync();
        var converter = fixture.Converter<ProtobufConverter>();
        var named = SchemaBuilder.Struct().Name("my-table").Field("x", Schema.Int32Schema).Build();

        var list = () => converter.FromConnectData("t", null, SchemaBuilder.Array(Schema.Int32Schema).Build(), new List<object?> { 1 });
        var name = () => converter.FromConnectData("t", null, named, new Struct(named).Put("x", 1));
        var scrubbed = fixture.Converter<ProtobufConverter>(("scrub.invalid.names", "true")).FromConnectData("t", null, named, new Struct(named).Put("x", 1));

        list.Should().Throw<JavaException>().WithMessage("Unsupported root schema of type ARRAY");
        name.Should().Throw<JavaException>().WithMessage("Invalid protobuf schema definition: my-table: \"my-table\" is not a valid identifier.");
        scrubbed.Should().NotBeNull();
        fixture.Client.Latest("t-value").Text.Should().Contain("message my_table {");
    }

    [Fact]
    public async Task Registration_switched_off_names_the_schema_that_is_missing()
    {
        var schema = SchemaBuilder.Struct().Field("line", Schema.StringSchema).Build();
        await using var fixture = await ConverterFixture.StartAsync();

        var write = () => fixture.Converter<ProtobufConverter>(("auto.register.schemas", "false")).FromConnectData("t", null, schema, new Struct(schema).Put("line", "one"));

        ConverterFixture.Chain(write.Should().Throw<DataException>().Which).Should().Be(
            "org.apache.kafka.connect.errors.DataException: Failed to serialize Protobuf data from topic t:\n" +
            "org.apache.kafka.common.errors.SerializationException: Error retrieving Protobuf schema: syntax = \"proto3\";\n\nmessage ConnectDefault1 {\n  string line = 1;\n}\n\n" +
            "io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException: Subject 't-value' not found.; error code: 40401");
    }
}
