using System.IO.Compression;
using Ms2Lab.Schemas.Formats.Avro;
using Ms2Lab.Schemas.Formats.Avro.Binary;
using Ms2Lab.Schemas.Formats.Avro.Files;
using Ms2Lab.Schemas.Formats.Avro.Json;

namespace Ms2Lab.Schemas.Tests;

/// <summary>Data outside of messages: their JSON, container files, and what a reader with a schema of its own sees.</summary>
public sealed class AvroDataTests
{
    private const string Reading =
        """{"type":"record","name":"R","namespace":"lab","fields":[{"name":"id","type":"long"},{"name":"t","type":["null","double"]},{"name":"b","type":"bytes"},{"name":"u","type":["null","int",{"type":"enum","name":"E","symbols":["ON","OFF"]},{"type":"map","values":"float"}]}]}""";

    [Theory]
    [InlineData("weather.avro", AvroFileCodec.Null)]
    [InlineData("weather-deflate.avro", AvroFileCodec.Deflate)]
    public void File_of_the_specification_holds_what_its_JSON_says(string name, AvroFileCodec codec)
    {
        var folder = VectorFolder.Require("avro");
        var expected = File.ReadAllLines(Path.Combine(folder, "weather.json"));

        var file = new AvroFileReader(File.ReadAllBytes(Path.Combine(folder, name)));

        file.Codec.Should().Be(codec);
        file.Values().Select(v => AvroJson.Write(file.Schema, v)).Should().Equal(expected.Select(line => AvroJson.Write(file.Schema, AvroJson.Read(file.Schema, line))));
    }

    [Fact]
    public void File_whose_sync_marker_stands_in_its_metadata_is_read() =>
        new AvroFileReader(File.ReadAllBytes(Path.Combine(VectorFolder.Require("avro"), "syncInMeta.avro"))).Values().Should().NotBeEmpty();

    [Theory]
    [InlineData(AvroFileCodec.Null)]
    [InlineData(AvroFileCodec.Deflate)]
    public void Written_file_of_several_blocks_is_read_again_and_refused_when_it_is_cut_off(AvroFileCodec codec)
    {
        var schema = AvroSchema.Parse(Reading);
        var values = Enumerable.Range(0, 2000).Select(i => AvroJson.Read(schema, $$$"""{"id":{{{i}}},"t":{"double":{{{i}}}.5},"b":"\u00ff","u":{"int":{{{i}}} }}""")).ToList();
        using var stream = new MemoryStream();
        using (var writer = new AvroFileWriter(stream, schema, codec))
        {
            values.ForEach(writer.Append);
        }

        var file = stream.ToArray();
        new AvroFileReader(file).Values().Select(v => AvroDatum.Write(schema, v)).Should().BeEquivalentTo(values.Select(v => AvroDatum.Write(schema, v)), o => o.WithStrictOrdering());
        var cut = () => new AvroFileReader(file.AsMemory(..^20)).Values().ToList();
        cut.Should().Throw<AvroDataException>();
    }

    [Theory]
    [InlineData(1, 65 << 20, "A block unpacks to more than 67108864 bytes")]
    [InlineData(2_000_000, 0, "A block of 0 bytes claims 2000000 values")]
    public void A_block_is_no_larger_and_no_fuller_than_a_reader_can_bear(int count, int length, string refusal)
    {
        using var file = new MemoryStream();
        new AvroFileWriter(file, AvroSchema.Parse("\"null\""), AvroFileCodec.Deflate).Dispose();
        var sync = file.ToArray()[^16..];
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            deflate.Write(new byte[length]);
        }

        var block = new AvroWriter();
        block.WriteLong(count);
        block.WriteBytes(packed.ToArray());
        block.WriteRaw(sync);
        file.Write(block.Written);

        var read = () => new AvroFileReader(file.ToArray()).Values().Count();

        read.Should().Throw<AvroDataException>().WithMessage(refusal);
    }

    [Theory]
    [InlineData("""{"id":9007199254740993,"t":null,"b":"\u0000ÿ","u":{"int":-1}}""")]
    [InlineData("""{"id":-1,"t":{"double":1.5},"b":"","u":{"lab.E":"OFF"}}""")]
    [InlineData("""{"id":0,"t":{"double":"NaN"},"b":"","u":{"map":{"a":1.0E10,"":-0.0}}}""")]
    public void JSON_of_a_value_is_read_and_written_alike(string json)
    {
        var schema = AvroSchema.Parse(Reading);

        var value = AvroJson.Read(schema, json);

        AvroJson.Write(schema, AvroDatum.Read(schema, AvroDatum.Write(schema, value))).Should().Be(json.Replace("\\u0000", "\\u0000", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"id":1.5,"t":null,"b":"","u":null}""", "$.id: expected long, found 1.5")]
    [InlineData("""{"id":1,"t":2.5,"b":"","u":null}""", "$.t: expected an object with the name of a branch, found 2.5")]
    [InlineData("""{"id":1,"t":{"float":2.5},"b":"","u":null}""", "$.t: Unknown union branch float")]
    [InlineData("""{"id":1,"t":null,"b":"\u0100","u":null}""", "$.b: expected characters up to 255, found \"\\u0100\"")]
    [InlineData("""{"id":1,"t":null,"u":null}""", "$: expected a field b, found {\"id\":1,\"t\":null,\"u\":null}")]
    [InlineData("""{"id":1,""", "Unexpected end-of-input within/between Object entries")]
    public void JSON_that_does_not_fit_is_refused_with_its_place(string json, string message)
    {
        var reading = () => AvroJson.Read(AvroSchema.Parse(Reading), json);

        reading.Should().Throw<AvroDataException>().Which.Message.Should().Be(message);
    }

    [Theory]
    [InlineData("\"int\"", "\"double\"", "3", "3.0")]
    [InlineData("\"string\"", "\"bytes\"", "\"é\"", "\"Ã©\"")]
    [InlineData("""["null","int"]""", "\"long\"", """{"int":3}""", "3")]
    [InlineData("\"int\"", """["null","string","double"]""", "3", """{"double":3.0}""")]
    [InlineData("""{"type":"enum","name":"E","symbols":["A","B"]}""", """{"type":"enum","name":"x.E","symbols":["A","X"],"default":"X"}""", "\"B\"", "\"X\"")]
    [InlineData(
        """{"type":"record","name":"R","fields":[{"name":"a","type":"int"},{"name":"gone","type":"string"},{"name":"old","type":"int"}]}""",
        """{"type":"record","name":"n.R","fields":[{"name":"new","type":"long","aliases":["old"]},{"name":"d","type":["null","int"],"default":7},{"name":"a","type":"int"},{"name":"l","type":{"type":"array","items":"int"},"default":[1,2]}]}""",
        """{"a":1,"gone":"x","old":2}""", """{"new":2,"d":{"int":7},"a":1,"l":[1,2]}""")]
    [InlineData(
        """{"type":"record","name":"N","fields":[{"name":"v","type":"int"},{"name":"next","type":["null","N"]}]}""",
        """{"type":"record","name":"N","fields":[{"name":"v","type":"float"},{"name":"next","type":["null","N"],"default":null}]}""",
        """{"v":1,"next":{"N":{"v":2,"next":null}}}""", """{"v":1.0,"next":{"N":{"v":2.0,"next":null}}}""")]
    public void Reader_sees_data_in_its_own_schema(string writer, string reader, string written, string seen)
    {
        var (from, to) = (AvroSchema.Parse(writer), AvroSchema.Parse(reader));

        var value = AvroDatum.Read(from, to, AvroDatum.Write(from, AvroJson.Read(from, written)));

        AvroJson.Write(to, value).Should().Be(seen);
    }

    [Theory]
    [InlineData("\"long\"", "\"int\"", "1", "Found long, expecting int")]
    [InlineData("""{"type":"record","name":"R","fields":[]}""", """{"type":"record","name":"R","fields":[{"name":"a","type":"int"}]}""", "{}", "Found R, expecting R, missing required field a")]
    [InlineData("""{"type":"enum","name":"E","symbols":["A"]}""", """{"type":"enum","name":"E","symbols":["B"]}""", "\"A\"", "No match for A")]
    public void Reader_that_cannot_take_the_data_says_why(string writer, string reader, string written, string message)
    {
        var (from, to) = (AvroSchema.Parse(writer), AvroSchema.Parse(reader));
        var reading = () => AvroDatum.Read(from, to, AvroDatum.Write(from, AvroJson.Read(from, written)));

        reading.Should().Throw<AvroDataException>().Which.Message.Should().Be(message);
    }
}
