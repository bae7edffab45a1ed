using System.Buffers;
using System.Globalization;
using System.Text;
using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Converters.Json;

/// <summary>Writes JSON tokens byte for byte as Jackson does: only quotes, backslashes and control characters are escaped.</summary>
internal static class JsonOutput
{
    private static readonly SearchValues<char> Escaped = SearchValues.Create(
        "\"\\" + string.Concat(Enumerable.Range(0, 32).Select(c => (char)c)));

    public static void WriteRaw(this IBufferWriter<byte> output, string text)
    {
        var span = output.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length));
        output.Advance(Encoding.UTF8.GetBytes(text, span));
    }

    public static void WriteText(this IBufferWriter<byte> output, string text)
    {
        if (text.AsSpan().IndexOfAny(Escaped) < 0)
        {
            var span = output.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length) + 2);
            span[0] = (byte)'"';
            var length = Encoding.UTF8.GetBytes(text, span[1..]);
            span[length + 1] = (byte)'"';
            output.Advance(length + 2);
            return;
        }

        var escaped = new StringBuilder("\"", text.Length + 16);
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' => escaped.Append("\\\""),
                '\\' => escaped.Append("\\\\"),
                '\b' => escaped.Append("\\b"),
                '\t' => escaped.Append("\\t"),
                '\n' => escaped.Append("\\n"),
                '\f' => escaped.Append("\\f"),
                '\r' => escaped.Append("\\r"),
                < ' ' => escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"),
                _ => escaped.Append(c),
            };
        }

        output.WriteRaw(escaped.Append('"').ToString());
    }

    public static void WriteNumber(this IBufferWriter<byte> output, long number)
    {
        number.TryFormat(output.GetSpan(20), out var length, default, CultureInfo.InvariantCulture);
        output.Advance(length);
    }

    // What is not finite has no JSON number and is written as text.
    public static void WriteNumber(this IBufferWriter<byte> output, double number) =>
        output.WriteRaw(double.IsFinite(number) ? JavaText.Of(number) : $"\"{JavaText.Of(number)}\"");

    public static void WriteNumber(this IBufferWriter<byte> output, float number) =>
        output.WriteRaw(float.IsFinite(number) ? JavaText.Of(number) : $"\"{JavaText.Of(number)}\"");

    public static void WriteBinary(this IBufferWriter<byte> output, byte[] bytes) => output.WriteRaw($"\"{Convert.ToBase64String(bytes)}\"");
}
