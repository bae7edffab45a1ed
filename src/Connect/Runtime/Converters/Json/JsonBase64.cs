using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Converters.Json;

/// <summary>Base64 as Jackson reads it: white space between groups is skipped, padding is required.</summary>
internal static class JsonBase64
{
    public static byte[] Decode(string text)
    {
        var buffer = new byte[(text.Length / 4 * 3) + 3];
        return Convert.TryFromBase64String(text, buffer, out var length)
            ? buffer[..length]
            : throw new JavaException(
                "com.fasterxml.jackson.databind.exc.InvalidFormatException",
                $"Cannot access contents of TextNode as binary due to broken Base64 encoding: {Reason(text)}");
    }

    private static string Reason(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c > ' ' && c != '=' && !char.IsAsciiLetterOrDigit(c) && c is not ('+' or '/'))
            {
                return char.IsControl(c)
                    ? $"Illegal character (code 0x{(int)c:x}) in base64 content"
                    : $"Illegal character '{c}' (code 0x{(int)c:x}) in base64 content";
            }
        }

        return "Unexpected end of base64-encoded String: base64 variant 'MIME-NO-LINEFEEDS' expects padding (one or more '=' characters) at the end. This Base64Variant might have been incorrectly configured";
    }
}
