using System.Globalization;
using System.Text;

namespace Ms2Lab.Schemas.Formats.Protobuf;

/// <summary>Characters of a .proto text, with the positions and messages of the parser the registry uses.</summary>
internal sealed class ProtoScanner(string text)
{
    private int at;

    internal bool AtEnd
    {
        get
        {
            Skip();
            return at >= text.Length;
        }
    }

    internal int Position
    {
        get
        {
            Skip();
            return at;
        }
    }

    internal InvalidSchemaException Fault(string message, int? position = null)
    {
        var p = Math.Min(position ?? at, text.Length);
        var line = 1 + text.AsSpan(0, p).Count('\n');
        var column = p - (text.AsSpan(0, p).LastIndexOf('\n') + 1) + 1;
        return new InvalidSchemaException(
            $"Could not parse Protobuf - Syntax error in :{line.ToString(CultureInfo.InvariantCulture)}:{column.ToString(CultureInfo.InvariantCulture)}: {message}");
    }

    internal char Peek()
    {
        Skip();
        return at < text.Length ? text[at] : throw Fault("unexpected end of file");
    }

    internal bool TryTake(char c)
    {
        if (AtEnd || text[at] != c)
        {
            return false;
        }

        at++;
        return true;
    }

    internal void Expect(char c)
    {
        var actual = Peek();
        at++;
        if (actual != c)
        {
            throw Fault($"expected '{c}' but was '{actual}'");
        }
    }

    /// <summary>Statements in braces: each begins with a word, which <paramref name="statement"/> gets with its position.</summary>
    internal void Block(Action<string, int> statement)
    {
        Expect('{');
        while (!TryTake('}'))
        {
            if (!TryTake(';'))
            {
                var start = Position;
                statement(Word(), start);
            }
        }
    }

    internal string Word()
    {
        Peek();
        var start = at;
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '_' or '-' or '.'))
        {
            at++;
        }

        return at > start ? text[start..at] : throw Fault("expected a word");
    }

    internal int Integer()
    {
        var start = Position;
        var word = Word();
        var negative = word.StartsWith('-');
        var digits = negative ? word[1..] : word;
        var ok = digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            ? int.TryParse(digits.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var value)
            : int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out value);
        return ok ? (negative ? -value : value) : throw Fault($"expected an integer but was {word}", start);
    }

    internal string Quoted()
    {
        var result = new StringBuilder();
        do
        {
            var quote = Peek();
            if (quote is not ('"' or '\''))
            {
                throw Fault("expected a string");
            }

            at++;
            while (at < text.Length && text[at] != quote)
            {
                if (text[at] == '\\' && at + 1 < text.Length)
                {
                    at++;
                    result.Append(text[at] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'b' => '\b', 'f' => '\f', 'a' => '\a', 'v' => '\v', var c => c });
                    at++;
                    continue;
                }

                result.Append(text[at++]);
            }

            if (at >= text.Length)
            {
                throw Fault("unterminated string");
            }

            at++;
        }
        while (!AtEnd && text[at] is '"' or '\'');
        return result.ToString();
    }

    private void Skip()
    {
        while (at < text.Length)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
            }
            else if (text.AsSpan(at).StartsWith("//"))
            {
                var end = text.IndexOf('\n', at);
                at = end < 0 ? text.Length : end;
            }
            else if (text.AsSpan(at).StartsWith("/*"))
            {
                var end = text.IndexOf("*/", at + 2, StringComparison.Ordinal);
                at = end < 0 ? throw Fault("unterminated comment") : end + 2;
            }
            else
            {
                return;
            }
        }
    }
}
