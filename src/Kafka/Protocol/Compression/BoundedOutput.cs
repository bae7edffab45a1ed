namespace Ms2Lab.Kafka.Protocol.Compression;

/// <summary>Drains a decompressing stream into memory, up to a limit that a small bomb cannot pass.</summary>
internal static class BoundedOutput
{
    public static byte[] ReadToEnd(Stream stream, int limit)
    {
        using var output = new KafkaWriter(64 * 1024);
        while (true)
        {
            var read = stream.Read(output.GetSpan(16 * 1024));
            if (read == 0)
            {
                return output.WrittenSpan.ToArray();
            }

            output.Advance(read);
            Check(output.Length, limit);
        }
    }

    public static void Check(long length, int limit)
    {
        if (length > limit)
        {
            throw new KafkaProtocolException($"Compressed records hold more than {limit} bytes");
        }
    }

    public static Stream AsStream(ReadOnlyMemory<byte> bytes) =>
        System.Runtime.InteropServices.MemoryMarshal.TryGetArray(bytes, out var part)
            ? new MemoryStream(part.Array!, part.Offset, part.Count, writable: false)
            : new MemoryStream(bytes.ToArray(), writable: false);
}
