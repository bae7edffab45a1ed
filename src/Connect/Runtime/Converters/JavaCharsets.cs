using System.Text;
using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Converters;

/// <summary>Character sets by the names that Java gives them; what cannot be encoded is <c>?</c>, what cannot be decoded U+FFFD.</summary>
internal static class JavaCharsets
{
    public static Encoding Find(string? name)
    {
        try
        {
            var encoding = name is null ? null : CodePagesEncodingProvider.Instance.GetEncoding(
                name, new EncoderReplacementFallback("?"), new DecoderReplacementFallback("\uFFFD"));
            return encoding
                ?? Encoding.GetEncoding(name ?? "UTF-8", new EncoderReplacementFallback("?"), new DecoderReplacementFallback("\uFFFD"));
        }
        catch (ArgumentException)
        {
            throw new JavaException(
                "org.apache.kafka.common.errors.SerializationException", $"Unsupported encoding {name}",
                new JavaException("java.nio.charset.UnsupportedCharsetException", name));
        }
    }
}
