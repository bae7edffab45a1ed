using System.Globalization;
using System.Text;

namespace Ms2Lab.Connect.Runtime.Rest.Json;

/// <summary>Reads a request body token by token, with the errors that Jackson's parser gives.</summary>
internal sealed class JsonBodyParser(string text)
{
    private const string RootDescription = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";
    private readonly Stack<(bool Object, int Start)> _open = new();
    private int _position;
    private bool _afterValue;
    private bool _afterName;

    /// <summary>The token that the last call of <see cref="Next"/> found.</summary>
    public JsonToken Token { get; private set; }

    /// <summary>Name, text or number as written.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Goes to the next token.</summary>
    /// <exception cref="JsonBodyException">The text is not JSON.</exception>
    public JsonToken Next()
    {
        SkipWhiteSpace();
        if (_position == text.Length)
        {
            return _open.Count == 0 ? Token = JsonToken.End : throw UnexpectedEnd();
        }
        if (_open.Count > 0 && !_afterName && Separator() is { } closed)
        {
            return Token = closed;
        }
        if (_open.Count > 0 && _open.Peek().Object && !_afterName)
        {
            return Token = Name();
        }
        _afterName = false;
        _afterValue = true;
        return Token = Value();
    }

    private JsonToken? Separator()
    {
        var (isObject, _) = _open.Peek();
        var c = text[_position];
        if (c == (isObject ? '}' : ']'))
        {
            _position++;
            _open.Pop();
            _afterValue = true;
            return isObject ? JsonToken.EndObject : JsonToken.EndArray;
        }
        if (!_afterValue)
        {
            return null;
        }
        if (c is '}' or ']')
        {
            throw new JsonBodyException($"Unexpected close marker '{c}': expected '{(isObject ? '}' : ']')}' (for {Kind(isObject)} starting at {Source(_open.Peek().Start)})");
        }
        if (c != ',')
        {
            throw new JsonBodyException($"Unexpected character ({Describe(c)}): was expecting comma to separate {Kind(isObject)} entries");
        }
        _position++;
        SkipWhiteSpace();
        return _position < text.Length ? null : throw new JsonBodyException($"Unexpected end-of-input within/between {Kind(isObject)} entries");
    }

    private JsonToken Name()
    {
        if (text[_position] != '"')
        {
            throw new JsonBodyException($"Unexpected character ({Describe(text[_position])}): was expecting double-quote to start field name");
        }
        Text = QuotedText();
        SkipWhiteSpace();
        if (_position == text.Length)
        {
            throw new JsonBodyException("Unexpected end-of-input within/between Object entries");
        }
        if (text[_position] != ':')
        {
            throw new JsonBodyException($"Unexpected character ({Describe(text[_position])}): was expecting a colon to separate field name and value");
        }
        _position++;
        SkipWhiteSpace();
        _afterName = true;
        return _position < text.Length ? JsonToken.FieldName : throw new JsonBodyException("Unexpected end-of-input within/between Object entries");
    }

    private JsonToken Value()
    {
        var c = text[_position];
        switch (c)
        {
            case '{' or '[':
                _open.Push((c == '{', _position++));
                _afterValue = false;
                return c == '{' ? JsonToken.StartObject : JsonToken.StartArray;
            case '"':
                Text = QuotedText();
                return JsonToken.String;
            case '-' or (>= '0' and <= '9'):
                return Number();
            case '}' or ']':
                throw new JsonBodyException($"Unexpected close marker '{c}': expected '{(c == '}' ? ']' : '}')}' (for {(_open.Count == 0 ? "root" : "Array")} starting at {Source(0)})");
            default:
                return Word(c);
        }
    }

    private JsonToken Word(char first)
    {
        if (!char.IsLetter(first) && first is not ('_' or '$'))
        {
            throw new JsonBodyException($"Unexpected character ({Describe(first)}): expected a valid value {RootDescription}");
        }
        var start = _position;
        while (_position < text.Length && (char.IsLetterOrDigit(text[_position]) || text[_position] is '_' or '$'))
        {
            _position++;
        }
        var word = text[start.._position];
        return word switch
        {
            "true" => JsonToken.True,
            "false" => JsonToken.False,
            "null" => JsonToken.Null,
            _ => throw new JsonBodyException($"Unrecognized token '{word}': was expecting {RootDescription}"),
        };
    }

    private JsonToken Number()
    {
        var start = _position;
        var kind = JsonToken.Integer;
        _position += text[_position] == '-' ? 1 : 0;
        var zero = _position < text.Length && text[_position] == '0';
        var digits = Digits("in numeric value: a digit expected to follow minus sign", "expected digit (0-9) to follow minus sign, for valid numeric value");
        if (zero && digits > 1)
        {
            throw new JsonBodyException("Invalid numeric value: Leading zeroes not allowed");
        }
        if (_position < text.Length && text[_position] == '.')
        {
            _position++;
            kind = JsonToken.Float;
            Digits("in numeric value", "Decimal point not followed by a digit");
        }
        if (_position < text.Length && text[_position] is 'e' or 'E')
        {
            _position++;
            kind = JsonToken.Float;
            _position += _position < text.Length && text[_position] is '+' or '-' ? 1 : 0;
            Digits("in numeric value", "Exponent indicator not followed by a digit");
        }
        Text = text[start.._position];
        return _position == text.Length || char.IsWhiteSpace(text[_position]) || text[_position] is ',' or ']' or '}' || _open.Count > 0
            ? kind
            : throw new JsonBodyException($"Unexpected character ({Describe(text[_position])}): Expected space separating root-level values");
    }

    private int Digits(string atEnd, string otherwise)
    {
        var start = _position;
        while (_position < text.Length && char.IsAsciiDigit(text[_position]))
        {
            _position++;
        }
        if (_position == start)
        {
            throw new JsonBodyException(_position == text.Length
                ? $"Unexpected end-of-input {atEnd}"
                : $"Unexpected character ({Describe(text[_position])}) in numeric value: {otherwise}");
        }
        return _position - start;
    }

    private string QuotedText()
    {
        var name = _open.Count > 0 && _open.Peek().Object && !_afterName;
        var result = new StringBuilder();
        for (_position++; _position < text.Length; _position++)
        {
            var c = text[_position];
            if (c == '"')
            {
                _position++;
                return result.ToString();
            }
            if (c < ' ')
            {
                throw new JsonBodyException($"Illegal unquoted character ({Describe(c)}): has to be escaped using backslash to be included in {(name ? "name" : "string value")}");
            }
            result.Append(c == '\\' ? Escaped() : c);
        }
        throw new JsonBodyException(name ? "Unexpected end-of-input in field name" : "Unexpected end-of-input in VALUE_STRING");
    }

    private char Escaped()
    {
        if (++_position == text.Length)
        {
            throw new JsonBodyException("Unexpected end-of-input in character escape sequence");
        }
        var c = text[_position];
        switch (c)
        {
            case 'b': return '\b';
            case 'f': return '\f';
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case '"' or '/' or '\\': return c;
            case 'u': break;
            default: throw new JsonBodyException($"Unrecognized character escape {Describe(c)}");
        }
        if (_position + 4 >= text.Length)
        {
            throw new JsonBodyException("Unexpected end-of-input in character escape sequence");
        }
        var digits = text.AsSpan(_position + 1, 4);
        foreach (var digit in digits)
        {
            if (!char.IsAsciiHexDigit(digit))
            {
                throw new JsonBodyException($"Unexpected character ({Describe(digit)}): expected a hex-digit for character escape sequence");
            }
        }
        _position += 4;
        return (char)ushort.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
    }

    private JsonBodyException UnexpectedEnd()
    {
        var (isObject, start) = _open.Peek();
        return new JsonBodyException($"Unexpected end-of-input: expected close marker for {Kind(isObject)} (start marker at {Source(start)})");
    }

    private void SkipWhiteSpace()
    {
        while (_position < text.Length && text[_position] is ' ' or '\t' or '\r' or '\n')
        {
            _position++;
        }
    }

    private string Source(int offset)
    {
        var before = text.AsSpan(0, offset);
        var line = before.Count('\n') + 1;
        return $"[Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: {line}, column: {offset - before.LastIndexOf('\n')}]";
    }

    private static string Kind(bool isObject) => isObject ? "Object" : "Array";

    private static string Describe(char c) => char.IsControl(c) ? $"(CTRL-CHAR, code {(int)c})" : $"'{c}' (code {(int)c}{(c > 255 ? $" / 0x{(int)c:x}" : "")})";
}
