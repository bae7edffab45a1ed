using System.IO.Compression;
using System.Security.Cryptography;
using Ms2Lab.Schemas.Formats.Avro.Binary;

namespace Ms2Lab.Schemas.Formats.Avro.Files;

/// <summary>Writes object container files (Avro specification 1.12). A block is written when it has 16,000 bytes, and when the writer is disposed.</summary>
public sealed class AvroFileWriter : IDisposable
{
    internal const string SchemaKey = "avro.schema";
    internal const string CodecKey = "avro.codec";
    private const int BlockLength = 16_000;
    private readonly Stream file;
    private readonly AvroSchema schema;
    private readonly AvroFileCodec codec;
    private readonly byte[] sync;
    private readonly AvroWriter block = new();
    private long count;

    /// <summary>Writes the header.</summary>
    /// <param name="file">Where to; stays its owner's.</param>
    /// <param name="schema">The schema of the values.</param>
    /// <param name="codec">How blocks are compressed.</param>
    /// <param name="sync">The 16 bytes between blocks; null for random ones, which is what tells a damaged file.</param>
    public AvroFileWriter(Stream file, AvroSchema schema, AvroFileCodec codec = AvroFileCodec.Null, byte[]? sync = null)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(schema);
        this.file = file;
        this.schema = schema;
        this.codec = codec;
        this.sync = sync ?? RandomNumberGenerator.GetBytes(16);
        var header = new AvroWriter();
        header.WriteRaw(Magic);
        header.WriteLong(2);
        header.WriteString(SchemaKey);
        header.WriteString(schema.ToString()!);
        header.WriteString(CodecKey);
        header.WriteString(codec == AvroFileCodec.Deflate ? "deflate" : "null");
        header.WriteLong(0);
        header.WriteRaw(this.sync);
        file.Write(header.Written);
    }

    internal static ReadOnlySpan<byte> Magic => "Obj\u0001"u8;

    /// <summary>Appends a value.</summary>
    /// <exception cref="AvroDataException">The value does not fit the schema; the file stays as it was.</exception>
    public void Append(object? value)
    {
        block.WriteRaw(AvroDatum.Write(schema, value));
        count++;
        if (block.Written.Length >= BlockLength)
        {
            Flush();
        }
    }

    /// <summary>Writes the block that is open.</summary>
    public void Flush()
    {
        if (count == 0)
        {
            return;
        }

        var framed = new AvroWriter();
        framed.WriteLong(count);
        framed.WriteBytes(codec == AvroFileCodec.Deflate ? Packed(block.Written) : block.Written);
        framed.WriteRaw(sync);
        file.Write(framed.Written);
        block.Clear();
        count = 0;
    }

    /// <summary>Writes what is left.</summary>
    public void Dispose() => Flush();

    private static byte[] Packed(ReadOnlySpan<byte> data)
    {
        if (data.IsEmpty)
        {
            return [3, 0]; // the empty block: .NET's stream writes nothing at all, which others take for a file that is cut off
        }

        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflate.Write(data);
        }

        return packed.ToArray();
    }
}
