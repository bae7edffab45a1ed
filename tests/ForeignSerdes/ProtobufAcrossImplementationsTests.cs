using Ms2Lab.Foreign;
using Ms2Lab.Schemas.Formats.Protobuf;
using Ms2Lab.Schemas.Tests.Generators;

namespace Ms2Lab.ForeignSerdes.Tests;

public sealed class ProtobufAcrossImplementationsTests
{
    [Fact]
    public async Task Messages_of_random_files_are_read_and_written_alike_by_protobufjs()
    {
        var foreign = await ForeignSet.GetAsync("protobufjs");
        var messages = Enumerable.Range(1, 200).Select(Message).ToList();

        var recoded = await Recoder.RecodeAsync("node", "recode-protobuf.js", foreign, messages.Select(m => (m.Schema.CanonicalText, m.Bytes)));

        recoded.Should().HaveCount(messages.Count);
        messages.Zip(recoded).Should().AllSatisfy(pair =>
            pair.First.Schema.Message("lab.random.M")!.Read(pair.Second).ToByteArray().Should().Equal(pair.First.Bytes, pair.First.Schema.CanonicalText));
    }

    [Fact]
    public async Task Messages_of_random_files_survive_the_text_form_of_protoc()
    {
        var foreign = await ForeignSet.GetAsync("protoc");
        var folder = Directory.CreateTempSubdirectory("ms2lab-protoc-").FullName;
        try
        {
            foreach (var (schema, bytes) in Enumerable.Range(1, 20).Select(Message))
            {
                await File.WriteAllTextAsync(Path.Combine(folder, "m.proto"), schema.CanonicalText, TestContext.Current.CancellationToken);
                await File.WriteAllBytesAsync(Path.Combine(folder, "m.bin"), bytes, TestContext.Current.CancellationToken);

                // protoc's input and output are bytes: the shell keeps them in files.
                var result = await ForeignProgram.RunAsync(
                    "sh", ["-c", $"'{foreign.Program("protoc")}' --decode=lab.random.M m.proto < m.bin | '{foreign.Program("protoc")}' --encode=lab.random.M m.proto > again.bin"],
                    foreign.Variables, folder: folder, cancellation: TestContext.Current.CancellationToken);

                result.ExitCode.Should().Be(0, $"{result.Errors}\n{schema.CanonicalText}");
                var again = await File.ReadAllBytesAsync(Path.Combine(folder, "again.bin"), TestContext.Current.CancellationToken);
                schema.Message("lab.random.M")!.Read(again).ToByteArray().Should().Equal(bytes, schema.CanonicalText);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static (ProtobufParsedSchema Schema, byte[] Bytes) Message(int seed)
    {
        var random = new RandomProtobuf(new Random(seed));
        var schema = random.Schema();
        return (schema, random.Message(schema.Message("lab.random.M")!).ToByteArray());
    }
}
