using System.Text;
using Ms2Lab.Foreign;
using Ms2Lab.Schemas.Formats.Avro;
using Ms2Lab.Schemas.Formats.Avro.Binary;
using Ms2Lab.Schemas.Formats.Avro.Files;
using Ms2Lab.Schemas.Formats.Avro.Json;
using Ms2Lab.Schemas.Tests.Generators;

namespace Ms2Lab.ForeignSerdes.Tests;

public sealed class AvroAcrossImplementationsTests
{
    [Theory]
    [InlineData("avro", "/usr/bin/python3", "recode.py")]
    [InlineData("avsc", "node", "recode-avro.js")]
    public async Task Messages_of_random_schemas_are_read_and_written_alike(string set, string program, string script)
    {
        var foreign = await ForeignSet.GetAsync(set);
        var messages = Enumerable.Range(1, 200).Select(Message).ToList();

        var recoded = await Recoder.RecodeAsync(program, script, foreign, messages.Select(m => (m.Schema.ToString(), m.Bytes)));

        // Blocks may be cut differently, so what the other wrote is compared after it was read here.
        recoded.Should().HaveCount(messages.Count);
        messages.Zip(recoded).Should().AllSatisfy(pair =>
            AvroDatum.Write(pair.First.Schema, AvroDatum.Read(pair.First.Schema, pair.Second)).Should().Equal(pair.First.Bytes, pair.First.Schema.ToString()));
    }

    [Fact]
    public async Task JSON_of_random_values_is_read_as_avsc_writes_it()
    {
        var foreign = await ForeignSet.GetAsync("avsc");
        var messages = Enumerable.Range(1, 200).Select(Message).Where(m => HasNumbersOfJavaScript(m.Schema, m.Bytes)).ToList();

        var texts = await Recoder.RecodeAsync("node", "json-avro.js", foreign, messages.Select(m => (m.Schema.ToString()!, m.Bytes)));

        messages.Zip(texts).Should().HaveCountGreaterThan(100).And.AllSatisfy(pair =>
            AvroDatum.Write(pair.First.Schema, AvroJson.Read(pair.First.Schema, Encoding.UTF8.GetString(pair.Second))).Should().Equal(pair.First.Bytes, pair.First.Schema.ToString()));
    }

    [Theory]
    [InlineData(AvroFileCodec.Null)]
    [InlineData(AvroFileCodec.Deflate)]
    public async Task Container_files_go_to_Apaches_Python_and_come_back_in_the_other_codec(AvroFileCodec codec)
    {
        var foreign = await ForeignSet.GetAsync("avro");
        var messages = Enumerable.Range(1, 50).Select(Message).ToList();

        var files = await Recoder.RecodeAsync("/usr/bin/python3", "refile.py", foreign, messages.Select(m => (m.Schema.ToString()!, File(m.Schema, m.Bytes, codec))));

        messages.Zip(files).Should().HaveCount(50).And.AllSatisfy(pair =>
        {
            var file = new AvroFileReader(pair.Second);
            file.Codec.Should().NotBe(codec);
            AvroDatum.Write(pair.First.Schema, file.Values().Single()).Should().Equal(pair.First.Bytes, pair.First.Schema.ToString());
        });
    }

    private static (AvroSchema Schema, byte[] Bytes) Message(int seed)
    {
        var random = new RandomAvro(new Random(seed));
        var schema = random.Schema();
        return (schema, AvroDatum.Write(schema, random.Value(schema)));
    }

    private static byte[] File(AvroSchema schema, byte[] message, AvroFileCodec codec)
    {
        using var file = new MemoryStream();
        using (var writer = new AvroFileWriter(file, schema, codec))
        {
            writer.Append(AvroDatum.Read(schema, message));
        }

        return file.ToArray();
    }

    // JavaScript's JSON has neither infinity nor a negative zero.
    private static bool HasNumbersOfJavaScript(AvroSchema schema, byte[] message) =>
        AvroJson.Write(schema, AvroDatum.Read(schema, message)) is var json && !json.Contains("Infinity\"", StringComparison.Ordinal) && !json.Contains("-0.0", StringComparison.Ordinal);
}
