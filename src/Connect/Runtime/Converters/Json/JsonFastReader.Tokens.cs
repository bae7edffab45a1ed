using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Unicode;

namespace Ms2Lab.Connect.Runtime.Converters.Json;

// The tokens: numbers, texts, names and signs, with the white space before them.
internal ref partial struct JsonFastReader
{
    private const int MaximumNumberLength = 64;

    private static readonly SearchValues<byte> StringStops = SearchValues.Create(
        [(byte)'"', (byte)'\\', .. Enumerable.Range(0, 32).Select(c => (byte)c)]);

    private static readonly SearchValues<byte> NumberBytes = SearchValues.Create("0123456789+-.eE"u8);

    private bool TryReadInteger(out long value)
    {
        value = 0;
        return TryReadNumber(out var digits) && digits.Length <= 18
            && Utf8Parser.TryParse(digits, out value, out var length) && length == digits.Length;
    }

    // JSON's own grammar is kept: a digit first, last, and on both sides of the point.
    private bool TryReadNumber(out ReadOnlySpan<byte> digits)
    {
        Peek();
        var rest = _bytes[_position..];
        var length = rest.IndexOfAnyExcept(NumberBytes);
        digits = length < 0 ? rest : rest[..length];
        _position += digits.Length;
        var unsigned = digits.Length > 0 && digits[0] == '-' ? digits[1..] : digits;
        var point = unsigned.IndexOf((byte)'.');
        return digits.Length <= MaximumNumberLength && unsigned.Length > 0 && IsDigit(unsigned[0]) && IsDigit(unsigned[^1])
            && (point < 0 || (IsDigit(unsigned[point - 1]) && IsDigit(unsigned[point + 1])));
    }

    private bool TryReadText(out object? value)
    {
        var start = _position;
        if (TryReadString(out var plain))
        {
            return Set(out value, Encoding.UTF8.GetString(plain));
        }

        _position = start;
        value = null;
        if (!TryTake('"') || !JsonEscapes.TryRead(_bytes[_position..], out var text, out var length))
        {
            return false;
        }

        _position += length;
        return Set(out value, text);
    }

    private bool TryReadString(out ReadOnlySpan<byte> text)
    {
        text = default;
        if (!TryTake('"'))
        {
            return false;
        }

        var rest = _bytes[_position..];
        var length = rest.IndexOfAny(StringStops);
        if (length < 0 || rest[length] != '"' || !Utf8.IsValid(rest[..length]))
        {
            return false;
        }

        text = rest[..length];
        _position += length + 1;
        return true;
    }

    private bool TryReadBinary(out byte[] binary)
    {
        binary = [];
        if (!TryReadString(out var text) || text.Length % 4 != 0)
        {
            return false;
        }

        binary = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length)];
        var done = Base64.DecodeFromUtf8(text, binary, out var consumed, out var written) == OperationStatus.Done && consumed == text.Length;
        if (written != binary.Length)
        {
            Array.Resize(ref binary, written);
        }

        return done;
    }

    private bool TrySkipObject()
    {
        if (Peek() != '{')
        {
            return false;
        }

        var depth = 0;
        for (; _position < _bytes.Length; _position++)
        {
            switch (_bytes[_position])
            {
                case (byte)'{':
                    depth++;
                    break;
                case (byte)'}' when --depth == 0:
                    _position++;
                    return true;
                case (byte)'"':
                    SkipString();
                    break;
            }
        }

        return false;
    }

    private void SkipString()
    {
        for (_position++; _position < _bytes.Length && _bytes[_position] != '"'; _position++)
        {
            _position += _bytes[_position] == '\\' ? 1 : 0;
        }
    }

    private bool TryTakeName(ReadOnlySpan<byte> quoted)
    {
        Peek();
        return TryTakeLiteral(quoted) && TryTake(':');
    }

    private bool TryTakeLiteral(ReadOnlySpan<byte> literal)
    {
        if (!_bytes[_position..].StartsWith(literal))
        {
            return false;
        }

        _position += literal.Length;
        return true;
    }

    private bool TryTake(char c)
    {
        if (Peek() != c)
        {
            return false;
        }

        _position++;
        return true;
    }

    private int Peek()
    {
        while (_position < _bytes.Length && _bytes[_position] is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r')
        {
            _position++;
        }

        return _position < _bytes.Length ? _bytes[_position] : -1;
    }

    private static bool IsDigit(byte c) => (uint)(c - '0') <= 9;
}
