using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Ms2Lab.Labs.LabKit.Readings;

/// <summary>The image of the labs: a valid grey JPEG of exactly 515,025 bytes, the size of the original's, the same on every machine.</summary>
/// <remarks>ITU-T T.81 baseline: one component, 128 x 128 pixels, every block with a zero difference; comment segments of seeded noise fill it up.</remarks>
public static class LabImage
{
    /// <summary>Its length.</summary>
    public const int Length = 515_025;

    /// <summary>Its name in the workspace.</summary>
    public const string FileName = "OntarioTech.jpg";

    private const int LargestComment = 65_533;
    private static readonly Lazy<byte[]> Image = new(Make);

    /// <summary>Its bytes.</summary>
    public static ReadOnlyMemory<byte> Bytes => Image.Value;

    /// <summary>Its SHA-256, in lower case hexadecimal.</summary>
    public static string Sha256 => Hash(Image.Value);

    /// <summary>The SHA-256 of any bytes, in lower case hexadecimal.</summary>
    public static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Writes it into a folder under <see cref="FileName"/>.</summary>
    public static Task WriteAsync(string folder, CancellationToken cancellation) => File.WriteAllBytesAsync(Path.Combine(folder, FileName), Image.Value, cancellation);

    private static byte[] Make()
    {
        var tail = new MemoryStream();
        Segment(tail, 0xDB, [0, .. Enumerable.Repeat((byte)1, 64)]); // quantisation: all ones
        Segment(tail, 0xC0, [8, 0, 128, 0, 128, 1, 1, 0x11, 0]); // frame: 8 bits, 128 x 128, one component
        Segment(tail, 0xC4, [0x00, 1, .. new byte[15], 0]); // DC: code 0 is "no difference"
        Segment(tail, 0xC4, [0x10, 1, .. new byte[15], 0]); // AC: code 0 is "end of block"
        Segment(tail, 0xDA, [1, 1, 0, 0, 63, 0]); // scan
        tail.Write(new byte[16 * 16 * 2 / 8]); // 256 blocks of two zero bits
        tail.Write([0xFF, 0xD9]);

        var image = new MemoryStream(Length);
        image.Write([0xFF, 0xD8]);
        var noise = new SplitMix64(515_025);
        for (var left = Length - 2 - (int)tail.Length; left > 0; left = Length - (int)(image.Length + tail.Length))
        {
            var size = Math.Min(left - 4, LargestComment);
            size = left - 4 - size is > 0 and < 4 ? size - 4 : size; // the last segment needs its own four bytes
            Segment(image, 0xFE, [.. Enumerable.Range(0, size).Select(_ => (byte)noise.NextBits())]);
        }
        tail.WriteTo(image);
        return image.ToArray();
    }

    private static void Segment(Stream to, byte marker, ReadOnlySpan<byte> payload)
    {
        Span<byte> head = [0xFF, marker, 0, 0];
        BinaryPrimitives.WriteUInt16BigEndian(head[2..], (ushort)(payload.Length + 2));
        to.Write(head);
        to.Write(payload);
    }
}
