using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Converters.Json;

/// <summary>Jackson's errors about a position in some bytes.</summary>
internal sealed class JsonErrors(byte[] bytes)
{
    private const string Values = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";
    private const int MaximumTokenLength = 256;

    public static string Describe(int c) => c switch
    {
        < 32 or (>= 127 and < 160) => $"(CTRL-CHAR, code {c})",
        > 255 => $"'{(char)c}' (code {c} / 0x{c:x})",
        _ => $"'{(char)c}' (code {c})",
    };

    public string DescribeAt(int position) => Describe(DecodeAt(position, out _)[0]);

    /// <summary>Where a position is, as Jackson writes it with the source left out.</summary>
    public string Location(int position)
    {
        var before = bytes.AsSpan(0, Math.Min(position, bytes.Length));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"[Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: {before.Count((byte)'\n') + 1}, column: {before.Length - before.LastIndexOf((byte)'\n')}]");
    }

    public JavaException Syntax(int position, string text) =>
        new("com.fasterxml.jackson.core.JsonParseException", $"{text}\n at {Location(position)}");

    public JavaException EndOfInput(int position, string text) =>
        new("com.fasterxml.jackson.core.io.JsonEOFException", $"Unexpected end-of-input{text}\n at {Location(position)}");

    public static JavaException Constraint(string text) => new("com.fasterxml.jackson.core.exc.StreamConstraintsException", text);

    // Of a character of several bytes Jackson names the place of the last one.
    public JavaException UnexpectedCharacter(int position, string comment)
    {
        var text = DecodeAt(position, out var length);
        return Syntax(position + length - 1, $"Unexpected character ({Describe(text[0])}): {comment}");
    }

    public JavaException UnexpectedClose(int position, char expected, string context, int start) => Syntax(
        position, $"Unexpected close marker '{(char)bytes[position]}': expected '{expected}' (for {context} starting at {Location(start)})");

    public JavaException UnrecognizedToken(int position, string token) =>
        Syntax(position, $"Unrecognized token '{token}': was expecting {Values}");

    /// <summary>The error about a byte where a value should start, which Jackson takes for a character of Latin 1.</summary>
    public JavaException UnexpectedValue(int position, string context)
    {
        var c = (char)bytes[position];
        switch (c)
        {
            case '}' or ']' when context == "root":
                return Syntax(position, $"Unexpected close marker '{c}': no open {(c == '}' ? "Object" : "Array")} to close");
            case ']' when context == "Array":
            case ',' or '}':
                return UnexpectedCharacter(position, "expected a value");
            case '+' when position + 1 == bytes.Length:
                return EndOfInput(position + 1, " in a Number value");
            case '+':
                return Syntax(
                    position + 1,
                    $"Unexpected character ({Describe(c)}) in numeric value: JSON spec does not allow numbers to have plus signs: enable `JsonReadFeature.ALLOW_LEADING_PLUS_SIGN_FOR_NUMBERS` to allow");
        }

        if (!IsIdentifierStart(c))
        {
            return Syntax(position, $"Unexpected character ({Describe(c)}): expected a valid value {Values}");
        }

        var token = TokenAt(position + 1, c.ToString());
        return token is "NaN" or "Infinity" ? NotStandard(position + token.Length, token) : UnrecognizedToken(position, token);
    }

    /// <summary>The error about a number that JSON does not have, behind it.</summary>
    public JavaException NotStandard(int position, string token) =>
        Syntax(position, $"Non-standard token '{token}': enable `JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS` to allow");

    /// <summary>The run of characters at a position that could be a Java identifier, cut off after 256.</summary>
    /// <param name="position">The position.</param>
    /// <param name="begin">What of it has been read already.</param>
    public string TokenAt(int position, string begin = "")
    {
        var token = new StringBuilder(begin);
        while (position < bytes.Length && token.Length < MaximumTokenLength)
        {
            var text = DecodeAt(position, out var length);
            if (!IsIdentifierPart(text[0]))
            {
                return token.ToString();
            }

            token.Append(text);
            position += length;
        }

        return token.Append(token.Length < MaximumTokenLength ? "" : "...").ToString();
    }

    /// <summary>Whether a range is valid UTF-8 without control characters.</summary>
    public bool IsPlain(int start, int length)
    {
        var range = bytes.AsSpan(start, length);
        return range.IndexOfAnyInRange((byte)0, (byte)31) < 0 && Utf8.IsValid(range);
    }

    /// <summary>The character at a position, two chars for those beyond 16 bits.</summary>
    public string DecodeAt(int position, out int length)
    {
        var status = Rune.DecodeFromUtf8(bytes.AsSpan(position), out var rune, out length);
        if (status == OperationStatus.Done)
        {
            return rune.ToString();
        }

        // Jackson names the place behind the byte that it could not use.
        var first = bytes[position];
        if (first is < 0xC0 or > 0xF7 || length >= bytes.Length - position)
        {
            throw Syntax(position + 1, $"Invalid UTF-8 start byte 0x{first:x}");
        }

        if (first == 0xED && bytes[position + 1] is >= 0xA0 and < 0xC0 && position + 2 < bytes.Length)
        {
            throw Syntax(position + 3, $"Invalid UTF-8: Illegal surrogate character 0x{0xD000 | ((bytes[position + 1] & 0x3F) << 6) | (bytes[position + 2] & 0x3F):x}");
        }

        throw Syntax(position + length + 1, $"Invalid UTF-8 middle byte 0x{bytes[position + length]:x}");
    }

    private static bool IsIdentifierStart(char c) => char.IsLetter(c) || c is '$' or '_' || char.GetUnicodeCategory(c) is UnicodeCategory.CurrencySymbol;

    private static bool IsIdentifierPart(char c) =>
        char.IsLetterOrDigit(c)
        || char.GetUnicodeCategory(c) is UnicodeCategory.ConnectorPunctuation or UnicodeCategory.CurrencySymbol
            or UnicodeCategory.LetterNumber or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
            or UnicodeCategory.Format
        || c is <= '\u0008' or (>= '\u000E' and <= '\u001B') or (>= '\u007F' and <= '\u009F');
}
