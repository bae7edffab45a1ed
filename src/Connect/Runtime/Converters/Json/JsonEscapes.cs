using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Ms2Lab.Connect.Runtime.Converters.Json;

/// <summary>Reads valid texts with escapes; anything else it leaves to the complete reader.</summary>
internal static class JsonEscapes
{
    /// <summary>The text up to the closing quote, and the length with that quote.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out string? text, out int length)
    {
        var result = new StringBuilder();
        text = null;
        length = 0;
        while (true)
        {
            var rest = bytes[length..];
            var stop = rest.IndexOfAny((byte)'"', (byte)'\\');
            if (stop < 0 || rest[..stop].IndexOfAnyInRange((byte)0, (byte)31) >= 0 || !Utf8.IsValid(rest[..stop]))
            {
                return false;
            }

            result.Append(Encoding.UTF8.GetString(rest[..stop]));
            length += stop + 1;
            if (rest[stop] == '"')
            {
                text = result.ToString();
                return true;
            }

            if (!TryEscape(bytes[length..], result, out var escape))
            {
                return false;
            }

            length += escape;
        }
    }

    private static bool TryEscape(ReadOnlySpan<byte> bytes, StringBuilder result, out int length)
    {
        length = 1;
        switch (bytes.IsEmpty ? 0 : bytes[0])
        {
            case '"' or '\\' or '/':
                result.Append((char)bytes[0]);
                return true;
            case 'b':
                result.Append('\b');
                return true;
            case 'f':
                result.Append('\f');
                return true;
            case 'n':
                result.Append('\n');
                return true;
            case 'r':
                result.Append('\r');
                return true;
            case 't':
                result.Append('\t');
                return true;
            case 'u' when bytes.Length >= 5
                && ushort.TryParse(bytes[1..5], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code):
                result.Append((char)code);
                length = 5;
                return true;
            default:
                return false;
        }
    }
}
