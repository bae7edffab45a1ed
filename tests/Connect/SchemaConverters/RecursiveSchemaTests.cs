using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Runtime.Converters;
using Ms2Lab.Connect.SchemaConverters.Json;
using Ms2Lab.Connect.SchemaConverters.Protobuf;

namespace Ms2Lab.Connect.Tests.SchemaConverters;

/// <summary>Schemas that hold themselves become schemas that hold themselves.</summary>
public sealed class RecursiveSchemaTests
{
    private const string List = """{"type":"record","name":"Node","namespace":"lab","fields":[{"name":"v","type":"int"},{"name":"next","type":["null","Node"],"default":null},{"name":"more","type":{"type":"array","items":"Node"}}]}""";

    [Fact]
    public async Task Avro_list_is_read_as_structs_within_structs()
    {
        await using var fixture = await ConverterFixture.StartAsync();

        // v=1, next={v=2, no next, more=[{v=3}]}, more=[]
        var (schema, value) = fixture.Read(List, "0202040002060000" + "00" + "00");

        value!.ToString().Should().Be("Struct{v=1,next=Struct{v=2,more=[Struct{v=3,more=[]}]},more=[]}");
        var next = schema!.Field("next")!.Schema;
        next.IsOptional.Should().BeTrue();
        next.Name.Should().Be("lab.Node");
        next.Fields.Should().HaveCount(3);
        ((Struct)value).Validate();
    }

    [Fact]
    public async Task Two_readings_of_one_recursive_schema_are_equal_and_differ_from_another()
    {
        await using var fixture = await ConverterFixture.StartAsync();

        var one = fixture.Read(List, "020000").Schema!;
        var two = fixture.Read(List, "040000").Schema!;
        var other = fixture.Read(List.Replace("\"int\"", "\"long\"", StringComparison.Ordinal), "040000").Schema!;

        one.Should().Be(two).And.NotBe(other);
        one.GetHashCode().Should().Be(two.GetHashCode());
    }

    [Fact]
    public async Task Avro_list_is_read_with_the_latest_schema_of_its_subject()
    {
        await using var fixture = await ConverterFixture.StartAsync();
        var id = fixture.Client.Register("t-value", List).Id;
        fixture.Client.Register("t-value", List.Replace("\"fields\":[", "\"fields\":[{\"name\":\"unit\",\"type\":\"string\",\"default\":\"C\"},", StringComparison.Ordinal));

        var value = fixture.Converter(("use.latest.version", "true"), ("auto.register.schemas", "false")).ToConnectData("t", null, ConverterFixture.Message(id, "0202040000" + "00")).Value;

        value!.ToString().Should().Be("Struct{unit=C,v=1,next=Struct{unit=C,v=2,more=[]},more=[]}");
    }

    [Fact]
    public async Task Protobuf_tree_is_read_as_structs_within_structs()
    {
        await using var fixture = await ConverterFixture.StartAsync();
        var id = fixture.Client.Register("t-value", """syntax = "proto3"; message Tree { int32 v = 1; Tree left = 2; repeated Tree more = 3; bytes b = 4; }""", "PROTOBUF").Id;

        var (schema, value) = fixture.Converter<ProtobufConverter>().ToConnectData("t", null, ConverterFixture.Message(id, "00" + "0801" + "12020802" + "1a0408031a00"));

        value!.ToString().Should().Be(
            "Struct{v=1,left=Struct{v=2,more=[],b=java.nio.HeapByteBuffer[pos=0 lim=0 cap=0]},more=[Struct{v=3,more=[Struct{v=0,more=[],b=java.nio.HeapByteBuffer[pos=0 lim=0 cap=0]}],"
            + "b=java.nio.HeapByteBuffer[pos=0 lim=0 cap=0]}],b=java.nio.HeapByteBuffer[pos=0 lim=0 cap=0]}");
        schema!.Field("left")!.Schema.Parameters.Should().Contain("io.confluent.connect.protobuf.Tag", "2");
    }

    [Fact]
    public async Task Json_object_that_refers_to_its_root_is_read_as_structs_within_structs()
    {
        await using var fixture = await ConverterFixture.StartAsync();
        var id = fixture.Client.Register(
            "t-value", """{"type":"object","title":"Node","properties":{"v":{"type":"integer","connect.index":0},"next":{"connect.index":1,"oneOf":[{"type":"null"},{"$ref":"#"}]}}}""", "JSON").Id;

        var message = (byte[])[.. ConverterFixture.Message(id, ""), .. """{"v":1,"next":{"v":2,"next":null}}"""u8];
        var (schema, value) = fixture.Converter<JsonSchemaConverter>().ToConnectData("t", null, message);

        value!.ToString().Should().Be("Struct{v=1,next=Struct{v=2}}");
        schema!.Parameters.Should().Contain("io.confluent.connect.json.Id", "#id1");
    }

    [Fact]
    public async Task Who_writes_whole_schemas_refuses_one_that_holds_itself()
    {
        await using var fixture = await ConverterFixture.StartAsync();
        var (schema, value) = fixture.Read(List, "020000");
        var json = new JsonConverter();
        json.Configure(new Dictionary<string, string>(), isKey: false);

        var writing = () => json.FromConnectData("t", null, schema, value);

        writing.Should().Throw<JavaException>().Which.JavaName.Should().Be("java.lang.StackOverflowError");
    }

    [Fact]
    public async Task Bytes_alone_and_in_a_struct_of_a_transform_read_as_the_buffers_that_they_are_in_Java()
    {
        await using var fixture = await ConverterFixture.StartAsync();

        var (schema, value) = fixture.Read("\"bytes\"", "3132333435");

        var hoisted = new Struct(SchemaBuilder.Struct().Field("b", schema!).Build()).Put("b", value);
        hoisted.ToString().Should().Be("Struct{b=java.nio.HeapByteBuffer[pos=0 lim=5 cap=5]}");
        JavaText.Of(schema, value).Should().Be("java.nio.HeapByteBuffer[pos=0 lim=5 cap=5]");
    }
}
