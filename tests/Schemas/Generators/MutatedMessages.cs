using System.Text;
using System.Text.Json;
using Ms2Lab.Schemas.Formats.Avro;
using Ms2Lab.Schemas.Formats.Avro.Binary;
using Ms2Lab.Schemas.Formats.Avro.Files;
using Ms2Lab.Schemas.Formats.Json;
using Ms2Lab.Schemas.Formats.JsonSchema;
using Ms2Lab.Schemas.Formats.JsonSchema.Validation;
using Ms2Lab.Schemas.Formats.Protobuf.Binary;

namespace Ms2Lab.Schemas.Tests.Generators;

/// <summary>Messages of random schemas with bytes changed: they are read or refused with the codec's own exception, and cost no more than they weigh.</summary>
internal static class MutatedMessages
{
    // Generous against what a changed message can rightly take: a million empty items of an array are a list of eight megabytes.
    private const long MostBytes = 64_000_000;

    /// <summary>Reads <paramref name="count"/> of each format and as many container files; how many were refused.</summary>
    public static int Read(int seed, int count)
    {
        var random = new Random(seed);
        var refused = 0;
        for (var i = 0; i < count;)
        {
            var avro = new RandomAvro(random);
            var schema = avro.Schema();
            var written = AvroDatum.Write(schema, avro.Value(schema));
            var file = File(schema, Enumerable.Range(0, 3).Select(_ => avro.Value(schema)), (AvroFileCodec)random.Next(2));
            var protobuf = new RandomProtobuf(random);
            var type = protobuf.Schema().Message("lab.random.M")!;
            var message = protobuf.Message(type).ToByteArray();
            var (json, document) = new RandomJsonSchema(random).Pair();
            var root = JsonSchemaDocument.Parse(json.ToJsonString(), []).Root;
            var text = Encoding.UTF8.GetBytes(document?.ToJsonString() ?? "null");
            for (var j = 0; j < 20 && i < count; j++, i++)
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                var place = $"seed {seed}, message {i}";
                refused += Refuses(() => AvroDatum.Read(schema, Values.Mutated(random, written)), e => e is AvroDataException, $"Avro, {place}");
                refused += Refuses(() => ReadAll(Values.Mutated(random, file)), e => e is AvroDataException or AvroSchemaException, $"Avro file, {place}");
                refused += Refuses(() => type.Read(Values.Mutated(random, message)), e => e is ProtobufDataException, $"Protobuf, {place}");
                refused += Refuses(() => Validate(root, Values.Mutated(random, text)), e => e is JsonException, $"JSON, {place}");
                (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(MostBytes, place);
            }
        }

        return refused;
    }

    private static byte[] File(AvroSchema schema, IEnumerable<object?> values, AvroFileCodec codec)
    {
        using var stream = new MemoryStream();
        using (var file = new AvroFileWriter(stream, schema, codec))
        {
            foreach (var value in values)
            {
                file.Append(value);
                file.Flush();
            }
        }

        return stream.ToArray();
    }

    private static void ReadAll(byte[] file)
    {
        foreach (var value in new AvroFileReader(file).Values())
        {
            GC.KeepAlive(value);
        }
    }

    private static void Validate(SchemaNode schema, byte[] text) => JsonSchemaValidator.Validate(schema, JsonText.ParseValue(text));

    private static int Refuses(Action read, Func<Exception, bool> isOwn, string place)
    {
        try
        {
            read();
            return 0;
        }
        catch (Exception e) when (isOwn(e))
        {
            return 1;
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"{place}: {e.Message}", e);
        }
    }
}
