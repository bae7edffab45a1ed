using System.Buffers.Binary;
using System.Text;
using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Converters.Json;

/// <summary>
/// Tells the encoding of JSON from its first bytes as Jackson does (RFC 4627, section 3): zeros among them mean UTF-16 or UTF-32. Bytes that are no JSON at
/// all, such as the five that a registry's serializer writes first, are taken for one of these, and the errors are about that.
/// </summary>
internal static class JsonEncoding
{
    private const int LargestCharacter = 0x10FFFF;

    /// <summary>The text in UTF-8; the same bytes where they are that already.</summary>
    /// <exception cref="JavaException">They are no text of the encoding that they seem to have.</exception>
    public static byte[] ToUtf8(byte[] bytes)
    {
        var first = bytes.Length >= 4 ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : 1;
        if (bytes.Length < 2 || (bytes[0] != 0 && bytes[1] != 0 && (first & 0xFFFFFF) != 0 && !HasByteOrderMark(bytes)))
        {
            return bytes;
        }

        return first switch
        {
            0x0000FEFF => FromUtf32(bytes, 4, isBigEndian: true),
            0xFFFE0000 => FromUtf32(bytes, 4, isBigEndian: false),
            _ when HasByteOrderMark(bytes) => FromUtf16(bytes, 2, isBigEndian: bytes[0] == 0xFE),
            _ when bytes.Length >= 4 && first >> 8 == 0 => FromUtf32(bytes, 0, isBigEndian: true),
            _ when bytes.Length >= 4 && (first & 0x00FFFFFF) == 0 => FromUtf32(bytes, 0, isBigEndian: false),
            _ when bytes.Length >= 4 && (first & 0xFF00FFFF) == 0 => throw Unsupported("3412"),
            _ when bytes.Length >= 4 && (first & 0xFFFF00FF) == 0 => throw Unsupported("2143"),
            _ => FromUtf16(bytes, 0, isBigEndian: bytes[0] == 0),
        };
    }

    private static bool HasByteOrderMark(byte[] bytes) => bytes.Length >= 4 && (bytes[0], bytes[1]) is (0xFE, 0xFF) or (0xFF, 0xFE);

    private static byte[] FromUtf16(byte[] bytes, int start, bool isBigEndian) =>
        Encoding.UTF8.GetBytes((isBigEndian ? Encoding.BigEndianUnicode : Encoding.Unicode).GetString(bytes, start, (bytes.Length - start) & ~1));

    // An incomplete character at the end is left out: the parser has stopped before it.
    private static byte[] FromUtf32(byte[] bytes, int start, bool isBigEndian)
    {
        var text = new StringBuilder();
        for (var at = start; at + 4 <= bytes.Length; at += 4)
        {
            var span = bytes.AsSpan(at);
            var code = isBigEndian ? BinaryPrimitives.ReadInt32BigEndian(span) : BinaryPrimitives.ReadInt32LittleEndian(span);
            if (code is < 0 or > LargestCharacter)
            {
                // Jackson shows what is left of it when the first supplementary character counts as 0.
                throw new JavaException(
                    "java.io.CharConversionException",
                    $"Invalid UTF-32 character 0x{code - 0x10000:x} (above 0x0010ffff) at char #{text.Length}, byte #{at + 3})");
            }

            text.Append(Rune.TryCreate(code, out var rune) ? rune.ToString() : ((char)code).ToString());
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static JavaException Unsupported(string order) =>
        new("java.io.CharConversionException", $"Unsupported UCS-4 endianness ({order}) detected");
}
