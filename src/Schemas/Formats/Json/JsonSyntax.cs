using System.Globalization;

namespace Ms2Lab.Schemas.Formats.Json;

/// <summary>
/// Finds the first mistake in a JSON text and says it in the words of Jackson 2, the reader of the real registry: people search for them.
/// Reads what .NET's reader has refused, so it is slow and stops at the mistake.
/// </summary>
internal sealed class JsonSyntax
{
    private const string Values = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";
    private readonly string text;
    private readonly Stack<(bool IsObject, int Start)> open = new();
    private int position;

    private JsonSyntax(string text) => this.text = text;

    /// <summary>The first mistake of a text, or null where this reader finds none.</summary>
    internal static JsonSyntaxFault? Find(string text)
    {
        try
        {
            var syntax = new JsonSyntax(text);
            syntax.Value(0);
            return null;
        }
        catch (JsonSyntaxFault fault)
        {
            return fault;
        }
    }

    /// <summary>Where the first value of a text ends.</summary>
    internal static int EndOfValue(string text)
    {
        var syntax = new JsonSyntax(text);
        syntax.Value(0);
        return syntax.position;
    }

    private char Current => text[position];

    private bool AtEnd => position >= text.Length;

    private void Value(int depth)
    {
        Blanks();
        if (AtEnd)
        {
            throw open.Count == 0 ? EndOf("No content to map due to end-of-input") : Unfinished();
        }

        switch (Current)
        {
            case '{':
                Container(isObject: true, depth);
                break;
            case '[':
                Container(isObject: false, depth);
                break;
            case '"':
                Text("was expecting closing quote for a string value", "string value");
                break;
            case '-' or (>= '0' and <= '9'):
                Number();
                break;
            case '}':
                throw Unexpected("expected a value");
            default:
                Word();
                break;
        }
    }

    private void Container(bool isObject, int depth)
    {
        open.Push((isObject, position++));
        for (var first = true; ; first = false)
        {
            Blanks();
            if (AtEnd)
            {
                throw EndOf($"Unexpected end-of-input: expected close marker for {Kind} (start marker at {At(open.Peek().Start)})");
            }

            if (Current is '}' or ']')
            {
                Close();
                return;
            }

            if (!first)
            {
                Comma();
            }

            if (isObject)
            {
                Name();
            }

            Value(depth + 1);
        }
    }

    private string Kind => open.Count == 0 ? "root" : open.Peek().IsObject ? "Object" : "Array";

    private void Close()
    {
        var (isObject, start) = open.Peek();
        if ((Current == '}') != isObject)
        {
            throw Fault($"Unexpected close marker '{Current}': expected '{(isObject ? '}' : ']')}' (for {Kind} starting at {At(start)})", position);
        }

        open.Pop();
        position++;
    }

    private void Comma()
    {
        if (Current != ',')
        {
            throw Unexpected($"was expecting comma to separate {Kind} entries");
        }

        position++;
        Blanks();
        if (AtEnd)
        {
            throw Unfinished();
        }
    }

    private void Name()
    {
        if (Current != '"')
        {
            throw Unexpected("was expecting double-quote to start field name");
        }

        Text("in field name", "name");
        Blanks();
        if (AtEnd)
        {
            throw Unfinished();
        }

        if (Current != ':')
        {
            throw Unexpected("was expecting a colon to separate field name and value");
        }

        position++;
    }

    private void Text(string unclosed, string place)
    {
        for (position++; !AtEnd; position++)
        {
            switch (Current)
            {
                case '"':
                    position++;
                    return;
                case '\\':
                    position++;
                    Escape();
                    break;
                case < ' ':
                    throw Fault($"Illegal unquoted character ({Described(Current)}): has to be escaped using backslash to be included in {place}", position);
            }
        }

        throw EndOf(place == "name" ? $"Unexpected end-of-input {unclosed}" : $"Unexpected end-of-input: {unclosed}");
    }

    private void Escape()
    {
        if (AtEnd)
        {
            throw EndOf("Unexpected end-of-input in character escape sequence");
        }

        if (Current != 'u')
        {
            if (!"\"\\/bfnrt".Contains(Current, StringComparison.Ordinal))
            {
                throw Fault($"Unrecognized character escape {Described(Current)}", position);
            }

            return;
        }

        for (var digit = 0; digit < 4; digit++)
        {
            position++;
            if (AtEnd)
            {
                throw EndOf("Unexpected end-of-input in character escape sequence");
            }

            if (!char.IsAsciiHexDigit(Current))
            {
                throw Unexpected("expected a hex-digit for character escape sequence");
            }
        }
    }

    private void Number()
    {
        if (Current == '-')
        {
            position++;
            RequireDigit("expected digit (0-9) to follow minus sign, for valid numeric value");
        }

        if (Current == '0' && position + 1 < text.Length && char.IsAsciiDigit(text[position + 1]))
        {
            throw Fault("Invalid numeric value: Leading zeroes not allowed", position + 1);
        }

        Digits();
        if (!AtEnd && Current == '.')
        {
            position++;
            RequireDigit("Decimal point not followed by a digit");
            Digits();
        }

        if (!AtEnd && Current is 'e' or 'E')
        {
            position++;
            if (!AtEnd && Current is '+' or '-')
            {
                position++;
            }

            RequireDigit("Exponent indicator not followed by a digit");
            Digits();
        }

        if (open.Count == 0 && !AtEnd && Current is not (' ' or '\t' or '\r' or '\n'))
        {
            throw Unexpected("Expected space separating root-level values");
        }
    }

    private void Digits()
    {
        while (!AtEnd && char.IsAsciiDigit(Current))
        {
            position++;
        }
    }

    private void RequireDigit(string otherwise)
    {
        if (AtEnd)
        {
            throw EndOf("Unexpected end-of-input in a Number value");
        }

        if (!char.IsAsciiDigit(Current))
        {
            throw Fault($"Unexpected character ({Described(Current)}) in numeric value: {otherwise}", position);
        }
    }

    private void Word()
    {
        var start = position;
        while (!AtEnd && (char.IsLetterOrDigit(Current) || Current is '_' or '$'))
        {
            position++;
        }

        switch (text[start..position])
        {
            case "true" or "false" or "null":
                break;
            case "NaN" or "Infinity":
                throw Fault($"Non-standard token '{text[start..position]}': enable `JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS` to allow", position);
            case var word when word.Length > 0 && !char.IsAsciiDigit(word[0]):
                throw Fault($"Unrecognized token '{word}': was expecting {Values}", start);
            default:
                throw Unexpected($"expected a valid value {Values}");
        }
    }

    private void Blanks()
    {
        for (; !AtEnd && Current is <= ' '; position++)
        {
            if (Current is not (' ' or '\t' or '\r' or '\n'))
            {
                throw Fault($"Illegal character ({Described(Current)}): only regular white space (\\r, \\n, \\t) is allowed between tokens", position);
            }
        }
    }

    private JsonSyntaxFault Unexpected(string comment) => Fault($"Unexpected character ({Described(Current)}): {comment}", position);

    private JsonSyntaxFault Unfinished() => EndOf($"Unexpected end-of-input within/between {Kind} entries");

    private JsonSyntaxFault EndOf(string message) => new("com.fasterxml.jackson.core.io.JsonEOFException", message, At(text.Length));

    private JsonSyntaxFault Fault(string message, int at) => new("com.fasterxml.jackson.core.JsonParseException", message, At(at));

    private string At(int index)
    {
        var before = text.AsSpan(0, index);
        var (line, column) = (before.Count('\n') + 1, index - before.LastIndexOf('\n'));
        return string.Create(CultureInfo.InvariantCulture, $"[Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: {line}, column: {column}]");
    }

    private static string Described(char c) => c < ' '
        ? string.Create(CultureInfo.InvariantCulture, $"(CTRL-CHAR, code {(int)c})")
        : c > 255 ? string.Create(CultureInfo.InvariantCulture, $"'{c}' (code {(int)c} / 0x{(int)c:x})") : string.Create(CultureInfo.InvariantCulture, $"'{c}' (code {(int)c})");
}
