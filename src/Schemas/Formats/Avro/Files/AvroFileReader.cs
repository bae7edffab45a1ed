using System.IO.Compression;
using System.Text;
using Ms2Lab.Schemas.Formats.Avro.Binary;

namespace Ms2Lab.Schemas.Formats.Avro.Files;

/// <summary>
/// Reads object container files (Avro specification 1.12): a header with the schema, then blocks of values between sync markers. The file is held
/// in memory; a block that unpacks to more than 64 MB is refused.
/// </summary>
public sealed class AvroFileReader
{
    private const int SyncLength = 16;
    private const int LargestBlock = 64 << 20;
    private const int MostEmptyValues = 1_000_000; // values of null and of records without fields have no bytes
    private readonly ReadOnlyMemory<byte> file;
    private readonly ReadOnlyMemory<byte> sync;
    private readonly int firstBlock;

    /// <summary>Reads the header.</summary>
    /// <param name="file">The whole file.</param>
    /// <exception cref="AvroDataException">It is no container file, or its codec is not known.</exception>
    /// <exception cref="AvroSchemaException">Its schema is not valid.</exception>
    public AvroFileReader(ReadOnlyMemory<byte> file)
    {
        if (!file.Span.StartsWith(AvroFileWriter.Magic))
        {
            throw new AvroDataException("java.io.IOException", "Not an Avro data file.");
        }

        this.file = file;
        var header = new AvroReader(file.Span[AvroFileWriter.Magic.Length..]);
        var metadata = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        for (var count = header.ReadBlockCount(); count > 0; count = header.ReadBlockCount())
        {
            for (; count > 0; count--)
            {
                var key = header.ReadString();
                metadata[key] = header.ReadBytes().ToArray();
            }
        }

        sync = header.ReadFixed(SyncLength).ToArray();
        firstBlock = file.Length - header.Remaining;
        Metadata = metadata;
        Codec = CodecOf(metadata);
        Schema = AvroSchema.Parse(metadata.TryGetValue(AvroFileWriter.SchemaKey, out var schema) ? Encoding.UTF8.GetString(schema)
            : throw new AvroDataException("java.io.IOException", "The file names no schema."));
    }

    /// <summary>The schema that the values were written with.</summary>
    public AvroSchema Schema { get; }

    /// <summary>How the blocks are compressed.</summary>
    public AvroFileCodec Codec { get; }

    /// <summary>Everything that the header says, schema and codec included.</summary>
    public IReadOnlyDictionary<string, byte[]> Metadata { get; }

    /// <summary>The values in their order.</summary>
    /// <param name="reader">The schema in which they are wanted; null for the file's own.</param>
    /// <exception cref="AvroDataException">The file is damaged or cut off, or a value does not fit.</exception>
    public IEnumerable<object?> Values(AvroSchema? reader = null)
    {
        for (var position = firstBlock; position < file.Length;)
        {
            var (values, end) = Block(position, reader ?? Schema);
            position = end;
            foreach (var value in values)
            {
                yield return value;
            }
        }
    }

    private (List<object?> Values, int End) Block(int position, AvroSchema reader)
    {
        var input = new AvroReader(file.Span[position..]);
        var count = input.ReadLong();
        var packed = input.ReadBytes();
        if (!input.ReadFixed(SyncLength).SequenceEqual(sync.Span))
        {
            throw new AvroDataException("java.io.IOException", "Invalid sync!");
        }

        var data = new AvroReader(Codec == AvroFileCodec.Deflate ? Unpacked(packed) : packed);
        if (count > data.Remaining + MostEmptyValues)
        {
            throw AvroDataException.Runtime($"A block of {data.Remaining} bytes claims {count} values");
        }

        var values = new List<object?>();
        for (; count > 0; count--)
        {
            values.Add(ReferenceEquals(reader, Schema) ? AvroDatum.Read(Schema, ref data) : AvroDatum.Read(Schema, reader, ref data));
        }

        return (values, file.Length - input.Remaining);
    }

    private static byte[] Unpacked(ReadOnlySpan<byte> packed)
    {
        using var deflate = new DeflateStream(new MemoryStream(packed.ToArray()), CompressionMode.Decompress);
        using var block = new MemoryStream();
        var buffer = new byte[64 << 10];
        try
        {
            for (var read = deflate.Read(buffer); read > 0; read = deflate.Read(buffer))
            {
                block.Write(buffer, 0, read);
                if (block.Length > LargestBlock)
                {
                    throw AvroDataException.Runtime($"A block unpacks to more than {LargestBlock} bytes");
                }
            }
        }
        catch (InvalidDataException e)
        {
            throw AvroDataException.Runtime($"A block is not deflated: {e.Message}");
        }

        return block.ToArray();
    }

    private static AvroFileCodec CodecOf(Dictionary<string, byte[]> metadata) =>
        metadata.TryGetValue(AvroFileWriter.CodecKey, out var name) ? Encoding.UTF8.GetString(name) switch
        {
            "null" => AvroFileCodec.Null,
            "deflate" => AvroFileCodec.Deflate,
            var other => throw AvroDataException.Runtime($"Unrecognized codec: {other}"),
        }
        : AvroFileCodec.Null;
}
