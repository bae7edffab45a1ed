namespace Ms2Lab.Schemas.Formats.Json;

// The tokens: texts, numbers, words and white space.
internal sealed partial class JsonSyntax
{
    private void Text(string unclosed, string place)
    {
        for (_position++; !AtEnd; _position++)
        {
            switch (Current)
            {
                case '"':
                    _position++;
                    return;
                case '\\':
                    _position++;
                    Escape();
                    break;
                case < ' ':
                    throw Fault($"Illegal unquoted character ({Described(Current)}): has to be escaped using backslash to be included in {place}", _position);
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
                throw Fault($"Unrecognized character escape {Described(Current)}", _position);
            }

            return;
        }

        for (var digit = 0; digit < 4; digit++)
        {
            _position++;
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
            _position++;
            RequireDigit("expected digit (0-9) to follow minus sign, for valid numeric value");
        }

        if (Current == '0' && _position + 1 < _text.Length && char.IsAsciiDigit(_text[_position + 1]))
        {
            throw Fault("Invalid numeric value: Leading zeroes not allowed", _position + 1);
        }

        Digits();
        if (!AtEnd && Current == '.')
        {
            _position++;
            RequireDigit("Decimal point not followed by a digit");
            Digits();
        }

        if (!AtEnd && Current is 'e' or 'E')
        {
            _position++;
            if (!AtEnd && Current is '+' or '-')
            {
                _position++;
            }

            RequireDigit("Exponent indicator not followed by a digit");
            Digits();
        }

        if (_open.Count == 0 && !AtEnd && Current is not (' ' or '\t' or '\r' or '\n'))
        {
            throw Unexpected("Expected space separating root-level values");
        }
    }

    private void Digits()
    {
        while (!AtEnd && char.IsAsciiDigit(Current))
        {
            _position++;
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
            throw Fault($"Unexpected character ({Described(Current)}) in numeric value: {otherwise}", _position);
        }
    }

    private void Word()
    {
        var start = _position;
        while (!AtEnd && (char.IsLetterOrDigit(Current) || Current is '_' or '$'))
        {
            _position++;
        }

        switch (_text[start.._position])
        {
            case "true" or "false" or "null":
                break;
            case "NaN" or "Infinity":
                throw Fault($"Non-standard token '{_text[start.._position]}': enable `JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS` to allow", _position);
            case var word when word.Length > 0 && !char.IsAsciiDigit(word[0]):
                throw Fault($"Unrecognized token '{word}': was expecting {Values}", start);
            default:
                throw Unexpected($"expected a valid value {Values}");
        }
    }

    private void Blanks()
    {
        for (; !AtEnd && Current is <= ' '; _position++)
        {
            if (Current is not (' ' or '\t' or '\r' or '\n'))
            {
                throw Fault($"Illegal character ({Described(Current)}): only regular white space (\\r, \\n, \\t) is allowed between tokens", _position);
            }
        }
    }
}
