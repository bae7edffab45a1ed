using Ms2Lab.Foreign;
using Ms2Lab.Schemas.Formats.Avro.Binary;
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
        var messages = Enumerable.Range(1, 200).Select(seed =>
        {
            var random = new RandomAvro(new Random(seed));
            var schema = random.Schema();
            return (Schema: schema, Bytes: AvroDatum.Write(schema, random.Value(schema)));
        }).ToList();

        var recoded = await Recoder.RecodeAsync(program, script, foreign, messages.Select(m => (m.Schema.ToString(), m.Bytes)));

        // Blocks may be cut differently, so what the other wrote is compared after it was read here.
        recoded.Should().HaveCount(messages.Count);
        messages.Zip(recoded).Should().AllSatisfy(pair =>
            AvroDatum.Write(pair.First.Schema, AvroDatum.Read(pair.First.Schema, pair.Second)).Should().Equal(pair.First.Bytes, pair.First.Schema.ToString()));
    }
}
