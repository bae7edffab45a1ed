using System.Globalization;
using System.Numerics;
using System.Text;
using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Converters.Json;

// The tokens: white space, literals, texts and numbers.
internal ref partial struct JsonText
{
    private const int MaximumNumberLength = 1000;

    private int SkipSpaceInside(string context, int start)
    {
        var next = SkipSpace();
        return next >= 0
            ? next
            : throw _errors.EndOfInput(_position, $": expected close marker for {context} (start marker at {_errors.Location(start)})");
    }

    private int SkipSpaceBetween(string context)
    {
        var next = SkipSpace();
        return next >= 0 ? next : throw _errors.EndOfInput(_position, $" within/between {context} entries");
    }

    /// <summary>The next byte that is no white space, not consumed; -1 at the end.</summary>
    private int SkipSpace()
    {
        for (; _position < _bytes.Length; _position++)
        {
            var c = _bytes[_position];
            if (c == '/')
            {
                throw _errors.UnexpectedCharacter(
                    _position, "maybe a (non-standard) comment? (not recognized as one since Feature 'ALLOW_COMMENTS' not enabled for parser)");
            }

            if (c > ' ')
            {
                return c;
            }

            if (c is not ((byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r'))
            {
                throw _errors.Syntax(
                    _position + 1, $"Illegal character ({JsonErrors.Describe(c)}): only regular white space (\\r, \\n, \\t) is allowed between tokens");
            }
        }

        return -1;
    }

    private JsonNode ReadLiteral(string literal, string name, JsonNode node)
    {
        var token = _errors.TokenAt(_position);
        if (token != literal)
        {
            throw _errors.UnrecognizedToken(_position, token);
        }

        _position += literal.Length;
        _last = name;
        return node;
    }

    private string ReadString(string token, string kind)
    {
        var start = ++_position;
        var end = _bytes[start..].IndexOfAny((byte)'"', (byte)'\\');
        if (end >= 0 && _bytes[start + end] == '"' && _errors.IsPlain(start, end))
        {
            _position = start + end + 1;
            return Encoding.UTF8.GetString(_bytes.Slice(start, end));
        }

        var text = new StringBuilder();
        while (_position < _bytes.Length)
        {
            var c = _bytes[_position];
            if (c == '"')
            {
                _position++;
                return text.ToString();
            }

            if (c == '\\')
            {
                _position++;
                text.Append(ReadEscape());
            }
            else if (c < ' ')
            {
                throw _errors.Syntax(
                    _position, $"Illegal unquoted character ({JsonErrors.Describe(c)}): has to be escaped using backslash to be included in {kind}");
            }
            else
            {
                text.Append(_errors.DecodeAt(_position, out var length));
                _position += length;
            }
        }

        throw _errors.EndOfInput(_position, $" in {token}");
    }

    private char ReadEscape()
    {
        if (_position >= _bytes.Length)
        {
            throw _errors.EndOfInput(_position, " in character escape sequence");
        }

        var c = (char)_bytes[_position++];
        return c switch
        {
            '"' or '\\' or '/' => c,
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => ReadHexadecimal(),
            _ => throw _errors.Syntax(_position - 1, $"Unrecognized character escape {JsonErrors.Describe(c)}"),
        };
    }

    private char ReadHexadecimal()
    {
        var value = 0;
        for (var i = 0; i < 4; i++, _position++)
        {
            if (_position >= _bytes.Length)
            {
                throw _errors.EndOfInput(_position, " in character escape sequence");
            }

            if (!char.IsAsciiHexDigit((char)_bytes[_position]))
            {
                throw _errors.UnexpectedCharacter(_position, "expected a hex-digit for character escape sequence");
            }

            value = (value * 16) + Convert.ToInt32(((char)_bytes[_position]).ToString(), 16);
        }

        return (char)value;
    }

    private JsonNode ReadNumber(bool root)
    {
        var start = _position;
        if (_bytes[_position] == '-')
        {
            _position++;
            RefuseAfterMinus();
        }

        SkipDigits("expected digit (0-9) to follow minus sign, for valid numeric value");
        var integral = true;
        if (Peek() == '.')
        {
            integral = false;
            _position++;
            if (_position >= _bytes.Length)
            {
                _position--;
            }

            SkipDigits("Decimal point not followed by a digit");
        }

        if (Peek() is 'e' or 'E')
        {
            integral = false;
            _position++;
            _position += Peek() is '+' or '-' ? 1 : 0;
            SkipDigits("Exponent indicator not followed by a digit");
        }

        if (root && Peek() > ' ')
        {
            throw _errors.UnexpectedCharacter(_position, "Expected space separating root-level values");
        }

        _last = integral ? "VALUE_NUMBER_INT" : "VALUE_NUMBER_FLOAT";
        return NumberOf(Encoding.ASCII.GetString(_bytes[start.._position]), integral);
    }

    private readonly JsonNode NumberOf(string text, bool integral)
    {
        if (text.Length > MaximumNumberLength)
        {
            throw JsonErrors.Constraint(
                $"Number value length ({text.Length}) exceeds the maximum allowed ({MaximumNumberLength}, from `StreamReadConstraints.getMaxNumberLength()`)");
        }

        if (!integral)
        {
            return BigDecimal.TryParse(text, out var number)
                ? JsonNode.Of(number)
                : throw _errors.Syntax(_position, $"Malformed numeric value ('{text}')");
        }

        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var small)
            ? JsonNode.Of(small)
            : JsonNode.Of(BigInteger.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
    }

    private readonly void RefuseAfterMinus()
    {
        if (Peek() == 'I' && _errors.TokenAt(_position) == "Infinity")
        {
            throw _errors.NotStandard(_position + "Infinity".Length, "-Infinity");
        }

        if (Peek() == '.')
        {
            throw _errors.UnexpectedValue(_position, "Number");
        }
    }

    private readonly int Peek() => _position < _bytes.Length ? _bytes[_position] : -1;

    private void SkipDigits(string missing)
    {
        if (_position >= _bytes.Length)
        {
            throw _errors.EndOfInput(_position, $" in {_last}");
        }

        if (!char.IsAsciiDigit((char)_bytes[_position]))
        {
            throw _errors.Syntax(_position, $"Unexpected character ({_errors.DescribeAt(_position)}) in numeric value: {missing}");
        }

        while (_position < _bytes.Length && char.IsAsciiDigit((char)_bytes[_position]))
        {
            _position++;
        }
    }
}
