using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Ms2Lab.Schemas.Formats.Json;

/// <summary>Compact JSON as the registry's Java side prints it: no blanks, member order kept, only quotes, backslashes and control characters escaped.</summary>
public static class JsonText
{
    private const int MaxDepth = 200;
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = MaxDepth };

    /// <summary>Parses a text that outlives its document. Throws <see cref="JsonException"/> on bad syntax or more than 200 levels.</summary>
    public static JsonElement Parse(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        using var document = JsonDocument.Parse(utf8, Strict);
        return Readable(document.RootElement.Clone(), utf8);
    }

    /// <summary>
    /// Parses the value that <paramref name="utf8"/> begins with; what follows is not looked at. Throws <see cref="JsonException"/> on bad
    /// syntax, more than <paramref name="maxDepth"/> levels, and texts that are no Unicode.
    /// </summary>
    public static JsonElement ParseValue(ReadOnlySpan<byte> utf8, int maxDepth = MaxDepth)
    {
        if (!Utf8.IsValid(utf8))
        {
            throw new JsonException("Invalid UTF-8");
        }

        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = maxDepth });
        return Readable(JsonElement.ParseValue(ref reader), utf8);
    }

    /// <summary>The compact text of <paramref name="element"/>; <paramref name="sorted"/> orders object members by their UTF-16 code units.</summary>
    public static string Of(JsonElement element, bool sorted = false)
    {
        var text = new StringBuilder();
        Append(text, element, sorted);
        return text.ToString();
    }

    /// <summary>Appends the compact text of <paramref name="element"/>.</summary>
    public static void Append(StringBuilder text, JsonElement element, bool sorted = false)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                AppendObject(text, element, sorted);
                break;
            case JsonValueKind.Array:
                text.Append('[');
                var first = true;
                foreach (var item in element.EnumerateArray())
                {
                    if (!first)
                    {
                        text.Append(',');
                    }

                    first = false;
                    Append(text, item, sorted);
                }

                text.Append(']');
                break;
            case JsonValueKind.String:
                AppendQuoted(text, element.GetString()!);
                break;
            case JsonValueKind.Number:
                text.Append(Number(element.GetRawText()));
                break;
            default:
                text.Append(element.GetRawText());
                break;
        }
    }

    /// <summary>Appends <paramref name="value"/> in quotes.</summary>
    public static void AppendQuoted(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            switch (c)
            {
                case '"': text.Append("\\\""); break;
                case '\\': text.Append("\\\\"); break;
                case '\n': text.Append("\\n"); break;
                case '\r': text.Append("\\r"); break;
                case '\t': text.Append("\\t"); break;
                case '\b': text.Append("\\b"); break;
                case '\f': text.Append("\\f"); break;
                case < ' ': text.Append("\\u").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture)); break;
                default: text.Append(c); break;
            }
        }

        text.Append('"');
    }

    /// <summary><paramref name="value"/> in quotes.</summary>
    public static string Quoted(string value)
    {
        var text = new StringBuilder(value.Length + 2);
        AppendQuoted(text, value);
        return text.ToString();
    }

    // Halves of surrogate pairs only show when a text is taken out of its document: there they would break the reader.
    private static JsonElement Readable(JsonElement json, ReadOnlySpan<byte> utf8)
    {
        if (utf8.IndexOf("\\ud"u8) < 0 && utf8.IndexOf("\\uD"u8) < 0)
        {
            return json;
        }

        try
        {
            Of(json);
            return json;
        }
        catch (InvalidOperationException e)
        {
            throw new JsonException("A text has half a surrogate pair", e);
        }
    }

    private static void AppendObject(StringBuilder text, JsonElement element, bool sorted)
    {
        text.Append('{');
        IEnumerable<JsonProperty> members = element.EnumerateObject();
        if (sorted)
        {
            members = members.OrderBy(m => m.Name, StringComparer.Ordinal);
        }

        var first = true;
        foreach (var member in members)
        {
            if (!first)
            {
                text.Append(',');
            }

            first = false;
            AppendQuoted(text, member.Name);
            text.Append(':');
            Append(text, member.Value, sorted);
        }

        text.Append('}');
    }

    // Jackson reads a number with exponent as a double and prints it in Java's way; others keep their digits.
    private static string Number(string raw) => raw.AsSpan().IndexOfAny('e', 'E') < 0 ? raw : JavaNumber.Text(double.Parse(raw, CultureInfo.InvariantCulture));
}
