using Ms2Lab.Schemas.Formats;
using Ms2Lab.Schemas.Formats.Protobuf;
using Ms2Lab.Schemas.Formats.Protobuf.Binary;
using Ms2Lab.Schemas.Formats.Protobuf.Descriptors;

namespace Ms2Lab.Schemas.Tests;

public sealed class ProtobufBinaryTests
{
    private const string Everything =
        """
        syntax = "proto3";
        package lab;
        import "google/protobuf/timestamp.proto";
        message All {
          double d = 1; float f = 2; int32 i = 3; int64 l = 4; uint32 u = 5; uint64 v = 6; sint32 s = 7; sint64 t = 8; fixed32 w = 9;
          fixed64 x = 10; sfixed32 y = 11; sfixed64 z = 12; bool b = 13; string text = 14; bytes raw = 15; State state = 16; All next = 17;
          repeated int32 many = 18; repeated string words = 19; map<string, All> named = 20; optional int32 maybe = 21;
          oneof either { int32 left = 22; string right = 23; } google.protobuf.Timestamp at = 24; repeated State states = 25; repeated int32 loose = 26 [packed = false];
          enum State { OFF = 0; ON = 1; }
        }
        """;

    [Fact]
    public void Values_of_every_kind_come_back_as_they_were_written()
    {
        var type = Message(Everything, "lab.All");
        var inner = new DynamicMessage(type) { ["i"] = -1, ["right"] = "né €", ["maybe"] = 0 };
        var at = new DynamicMessage(type.Field("at")!.MessageType!) { ["seconds"] = 1_700_000_000L, ["nanos"] = 5 };
        var entry = new DynamicMessage(type.Field("named")!.MessageType!) { ["key"] = "k", ["value"] = inner };
        var message = new DynamicMessage(type)
        {
            ["d"] = double.NaN, ["f"] = -0f, ["i"] = int.MinValue, ["l"] = long.MinValue, ["u"] = uint.MaxValue, ["v"] = ulong.MaxValue, ["s"] = -2,
            ["t"] = long.MaxValue, ["w"] = 4u, ["x"] = 8ul, ["y"] = -4, ["z"] = -8L, ["b"] = true, ["text"] = "", ["raw"] = new byte[] { 0, 255 },
            ["state"] = 7, ["next"] = inner, ["many"] = new List<object> { 1, -1, 300 }, ["words"] = new List<object> { "", "a" },
            ["named"] = new List<object> { entry }, ["left"] = 0, ["at"] = at, ["states"] = new List<object> { 0, 1 }, ["loose"] = new List<object> { 5, 6 },
        };

        var back = type.Read(message.ToByteArray());

        back.ToByteArray().Should().Equal(message.ToByteArray());
        back["d"].Should().Be(double.NaN);
        back["i"].Should().Be(int.MinValue);
        back["text"].Should().BeNull("a proto3 field without presence is not written while it is empty");
        back["left"].Should().Be(0, "a member of a oneof is written even when it is zero");
        back["many"].Should().BeEquivalentTo(new object[] { 1, -1, 300 }, o => o.WithStrictOrdering());
        ((DynamicMessage)((DynamicMessage)((List<object>)back["named"]!)[0])["value"]!)["right"].Should().Be("né €");
    }

    [Theory]
    [InlineData("int32 a = 1;", "08FFFFFFFFFFFFFFFFFF01", "a", -1)]
    [InlineData("sint32 a = 1;", "0803", "a", -2)]
    [InlineData("string a = 1;", "0A0774657374696E67", "a", "testing")]
    [InlineData("optional bool a = 1;", "0800", "a", false)]
    public void Bytes_are_those_of_the_encoding_guide(string field, string hex, string name, object value)
    {
        var type = Message($$"""syntax = "proto3"; message M { {{field}} }""", "M");

        type.Read(Convert.FromHexString(hex))[name].Should().Be(value);
        new DynamicMessage(type) { [name] = value }.ToByteArray().Should().Equal(Convert.FromHexString(hex));
    }

    [Fact]
    public void Lists_are_read_packed_or_not_whatever_the_type_says()
    {
        var packed = Message("""syntax = "proto3"; message M { repeated int32 a = 4; }""", "M");
        var loose = Message("""syntax = "proto2"; message M { repeated int32 a = 4; }""", "M");

        packed.Read(Convert.FromHexString("20032003")).ToByteArray().Should().Equal(Convert.FromHexString("22020303"));
        loose.Read(Convert.FromHexString("22020303")).ToByteArray().Should().Equal(Convert.FromHexString("20032003"));
    }

    [Fact]
    public void Fields_that_the_type_does_not_have_are_kept_and_written_again()
    {
        var type = Message("""syntax = "proto3"; message M { int32 a = 1; }""", "M");

        var message = type.Read(Convert.FromHexString("1A0161" + "0805" + "2B0801" + "2C"));

        message["a"].Should().Be(5);
        message.UnknownFields.Should().HaveCount(2);
        Convert.ToHexString(message.ToByteArray()).Should().Be("08051A01612B08012C");
    }

    [Fact]
    public void Proto2_has_defaults_required_fields_and_closed_enums()
    {
        var type = Message(
            """
            syntax = "proto2";
            message M { required int32 a = 1 [default = -7]; optional string b = 2 [default = "x\"y"]; optional E e = 3 [default = TWO]; repeated M more = 4; }
            enum E { ONE = 1; TWO = 2; }
            """,
            "M");

        var message = type.Read(Convert.FromHexString("08001863"));
        var incomplete = () => type.Read(Convert.FromHexString("0800220412021203"));
        var empty = () => new DynamicMessage(type) { ["more"] = new List<object> { new DynamicMessage(type) } }.ToByteArray();

        message.Get(type.Field("b")!).Should().Be("x\"y");
        message.Get(type.Field("e")!).Should().Be(2);
        message.Has(type.Field("e")!).Should().BeFalse();
        message.Has(type.Field("a")!).Should().BeTrue();
        Convert.ToHexString(message.ToByteArray()).Should().Be("08001863");
        incomplete.Should().Throw<ProtobufDataException>();
        empty.Should().Throw<ProtobufDataException>().WithMessage("Message missing required fields: a, more[0].a");
    }

    [Fact]
    public void The_last_value_wins_and_messages_that_come_twice_are_merged()
    {
        var type = Message("""syntax = "proto3"; message M { int32 a = 1; M in = 2; oneof o { int32 p = 3; int32 q = 4; } repeated int32 r = 5; }""", "M");

        var message = type.Read(Convert.FromHexString("08010802" + "12022801" + "12040803" + "2802" + "18012001"));

        message["a"].Should().Be(2);
        message["p"].Should().BeNull();
        message["q"].Should().Be(1);
        Convert.ToHexString(((DynamicMessage)message["in"]!).ToByteArray()).Should().Be("08032A020102");
    }

    [Theory]
    [InlineData("08", "ended unexpectedly", "")]
    [InlineData("1A04084142", "ended unexpectedly", "in")]
    [InlineData("1AFFFFFFFF07", "ended unexpectedly", "in")]
    [InlineData("12FFFFFFFF0F", "negative size", "s")]
    [InlineData("08FFFFFFFFFFFFFFFFFFFF01", "malformed varint", "a")]
    [InlineData("00", "invalid tag", "")]
    [InlineData("1A0312FF01", "ended unexpectedly", "in.s")]
    [InlineData("120180", "invalid UTF-8", "s")]
    [InlineData("0F", "invalid wire type", "")]
    [InlineData("0C", "end-group tag", "")]
    public void Bytes_that_do_not_fit_are_refused_with_the_field_and_its_path(string hex, string text, string path)
    {
        var type = Message("""syntax = "proto3"; message M { int32 a = 1; string s = 2; M in = 3; }""", "M");
        var before = GC.GetAllocatedBytesForCurrentThread();

        var read = () => type.Read(Convert.FromHexString(hex));

        var fault = read.Should().Throw<ProtobufDataException>().WithMessage($"*{text}*").Which;
        fault.Path.Should().StartWith(path);
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(1_000_000);
    }

    [Fact]
    public void Messages_nested_deeper_than_a_hundred_levels_are_refused()
    {
        var type = Message("""syntax = "proto3"; message M { int32 a = 1; M in = 3; }""", "M");
        var message = new DynamicMessage(type);
        for (var i = 0; i < 200; i++)
        {
            message = new DynamicMessage(type) { ["in"] = message };
        }

        var read = () => type.Read(message.ToByteArray());
        var groups = () => type.Read(Enumerable.Repeat((byte)0x2B, 100_000).ToArray());

        read.Should().Throw<ProtobufDataException>().WithMessage("*too many levels of nesting*");
        groups.Should().Throw<ProtobufDataException>().WithMessage("*too many levels of nesting*");
    }

    [Fact]
    public void Types_come_from_imports_well_known_files_and_scopes_around()
    {
        var schema = ProtobufParsedSchema.Parse(
            """
            syntax = "proto3";
            package lab.orders;
            import "lab/common.proto"; import "confluent/type/decimal.proto"; import "google/type/date.proto";
            message Order { lab.Money price = 1; confluent.type.Decimal tax = 2; google.type.Date day = 3; Line line = 4; message Line { Kind kind = 1; } }
            enum Kind { NONE = 0; }
            """,
            [new SchemaSource("lab/common.proto", """syntax = "proto3"; package lab; message Money { int64 cents = 1; }""")]);

        var order = schema.Message("lab.orders.Order")!;

        order.Fields.Select(f => f.MessageType!.FullName).Should().Equal("lab.Money", "confluent.type.Decimal", "google.type.Date", "lab.orders.Order.Line");
        order.Field("line")!.MessageType!.Field("kind")!.EnumType!.FullName.Should().Be("lab.orders.Kind");
        schema.Message("lab.orders.Nothing").Should().BeNull();
    }

    [Theory]
    [InlineData("00", new[] { 0 }, 1)]
    [InlineData("0202", new[] { 1 }, 2)]
    [InlineData("040002", new[] { 0, 1 }, 3)]
    [InlineData("06040006", new[] { 2, 0, 3 }, 4)]
    [InlineData("0200", new[] { 0 }, 2)]
    public void Message_indexes_are_those_of_the_wire_format(string hex, int[] indexes, int length)
    {
        MessageIndexes.Read(Convert.FromHexString(hex), out var read).Should().Equal(indexes);
        read.Should().Be(length);
        var writer = new ProtobufWriter();
        MessageIndexes.Write(indexes, writer);
        Convert.ToHexString(writer.Written).Should().Be(indexes is [0] ? "00" : hex);
    }

    [Fact]
    public void Message_indexes_name_messages_and_nested_ones()
    {
        var schema = ProtobufParsedSchema.Parse(
            """syntax = "proto3"; package lab; enum E { Z = 0; } message A { message B {} enum F { Y = 0; } message C {} } message D {}""", []);

        MessageIndexes.Name(schema.File, [0, 1]).Should().Be("lab.A.C");
        MessageIndexes.Of(schema.File, schema.Message("lab.A.C")!).Should().Equal(0, 1);
        MessageIndexes.Name(schema.File, [2]).Should().BeNull();
        var huge = () => MessageIndexes.Read(Convert.FromHexString("FEFFFFFF0F00"), out _);
        huge.Should().Throw<ProtobufDataException>();
    }

    private static MessageDescriptor Message(string text, string name) => ProtobufParsedSchema.Parse(text, []).Message(name)!;
}
