using Ms2Lab.Schemas.Formats.Avro;
using Ms2Lab.Schemas.Formats.Avro.Binary;

namespace Ms2Lab.Schemas.Tests;

public sealed class AvroBinaryTests
{
    private const string Everything =
        """
        {"type":"record","name":"All","namespace":"lab","fields":[
          {"name":"b","type":"boolean"},{"name":"i","type":"int"},{"name":"l","type":"long"},{"name":"f","type":"float"},
          {"name":"d","type":"double"},{"name":"s","type":"string"},{"name":"y","type":"bytes"},
          {"name":"e","type":{"type":"enum","name":"State","symbols":["ON","OFF"]}},{"name":"h","type":{"type":"fixed","name":"Hash","size":2}},
          {"name":"a","type":{"type":"array","items":["null","long"]}},{"name":"m","type":{"type":"map","values":"string"}},
          {"name":"next","type":["null","All"]}]}
        """;

    [Fact]
    public void Values_of_every_type_come_back_as_they_were_written()
    {
        var schema = (AvroRecord)AvroSchema.Parse(Everything);
        var inner = Record(schema, false, int.MinValue, long.MaxValue, -0f, double.NaN, "", Array.Empty<byte>(), "ON", null);
        var outer = Record(schema, true, -1, long.MinValue, 1.5f, Math.PI, "né €", new byte[] { 0, 255 }, "OFF", inner);

        var bytes = AvroDatum.Write(schema, outer);
        var back = AvroDatum.Read(schema, bytes);

        back.Should().BeEquivalentTo(outer, o => o.WithStrictOrdering().ComparingByMembers<AvroGenericRecord>());
    }

    [Theory]
    [InlineData("\"int\"", "")]
    [InlineData("\"int\"", "FFFFFFFFFF01")]
    [InlineData("\"string\"", "01")]
    [InlineData("\"bytes\"", "FEFFFFFFFFFFFFFFFF01")]
    [InlineData("[\"null\",\"int\"]", "04")]
    [InlineData("{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[\"A\"]}", "02")]
    [InlineData("{\"type\":\"array\",\"items\":\"null\"}", "FEFFFFFFFFFFFFFFFF01")]
    [InlineData("{\"type\":\"array\",\"items\":\"null\"}", "FFFFFFFFFFFFFFFFFF0102")]
    [InlineData("{\"type\":\"map\",\"values\":\"null\"}", "8094EBDC03")]
    [InlineData("{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"r\",\"type\":\"R\"}]}", "00")]
    public void Bytes_that_do_not_fit_are_refused_without_allocating_what_they_claim(string schema, string hex)
    {
        var parsed = AvroSchema.Parse(schema);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var read = () => AvroDatum.Read(parsed, Convert.FromHexString(hex));

        read.Should().Throw<AvroDataException>();
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(10_000_000);
    }

    [Fact]
    public void Random_bytes_are_refused_or_read_but_never_break_the_reader()
    {
        var schema = AvroSchema.Parse(Everything);
        var random = new Random(7);
        var bytes = new byte[64];

        for (var i = 0; i < 20_000; i++)
        {
            random.NextBytes(bytes);
            bytes[0] &= 1;
            try
            {
                AvroDatum.Read(schema, bytes);
            }
            catch (AvroDataException e)
            {
                e.JavaName.Should().NotBeEmpty();
            }
        }
    }

    [Fact]
    public void Blocks_with_a_size_in_bytes_are_read_like_plain_ones()
    {
        var schema = AvroSchema.Parse("""{"type":"array","items":"int"}""");

        var value = AvroDatum.Read(schema, Convert.FromHexString("03040204020600"));

        value.Should().BeEquivalentTo(new object?[] { 1, 2, 3 }, o => o.WithStrictOrdering());
    }

    [Fact]
    public void Value_of_another_type_is_refused_with_its_text()
    {
        var write = () => AvroDatum.Write(AvroSchema.Parse("""["null","int"]"""), "text");

        write.Should().Throw<AvroDataException>().WithMessage("Not in union [\"null\",\"int\"]: text");
    }

    private static AvroGenericRecord Record(AvroRecord schema, params object?[] values)
    {
        var record = new AvroGenericRecord(schema);
        for (var i = 0; i < 8; i++)
        {
            record[i] = values[i];
        }

        record["h"] = new byte[] { 1, 2 };
        record["a"] = new List<object?> { null, 5L };
        record["m"] = new OrderedDictionary<string, object?> { ["b"] = "1", ["a"] = "2" };
        record["next"] = values[8];
        return record;
    }
}
