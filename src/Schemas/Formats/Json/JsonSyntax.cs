using System.Globalization;

namespace Ms2Lab.Schemas.Formats.Json;

/// <summary>
/// Finds the first mistake in a JSON text and says it in the words of Jackson 2, the reader of the real registry: people search for them.
/// Reads what .NET's reader has refused, so it is slow and stops at the mistake.
/// </summary>
internal sealed partial class JsonSyntax
{
    private const int MaximumDepth = 1000;
    private const string Values = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";
    private readonly string _text;
    private readonly Stack<(bool IsObject, int Start)> _open = new();
    private int _position;

    private JsonSyntax(string text) => _text = text;

    /// <summary>The first mistake of a text, or null where this reader finds none.</summary>
    internal static JsonSyntaxFault? Find(string text)
    {
        try
        {
            var syntax = new JsonSyntax(text);
            syntax.Value();
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
        syntax.Value();
        return syntax._position;
    }

    private char Current => _text[_position];

    private bool AtEnd => _position >= _text.Length;

    private void Value()
    {
        Blanks();
        if (AtEnd)
        {
            throw _open.Count == 0 ? EndOf("No content to map due to end-of-input") : Unfinished();
        }

        switch (Current)
        {
            case '{':
                Container(isObject: true);
                break;
            case '[':
                Container(isObject: false);
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

    private void Container(bool isObject)
    {
        if (_open.Count == MaximumDepth)
        {
            throw new JsonSyntaxFault(
                "com.fasterxml.jackson.core.exc.StreamConstraintsException",
                $"Document nesting depth ({MaximumDepth + 1}) exceeds the maximum allowed ({MaximumDepth}, from `StreamReadConstraints.getMaxNestingDepth()`)", At(_position));
        }

        _open.Push((isObject, _position++));
        for (var first = true; ; first = false)
        {
            Blanks();
            if (AtEnd)
            {
                throw EndOf($"Unexpected end-of-input: expected close marker for {Kind} (start marker at {At(_open.Peek().Start)})");
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

            Value();
        }
    }

    private string Kind => _open.Count == 0 ? "root" : _open.Peek().IsObject ? "Object" : "Array";

    private void Close()
    {
        var (isObject, start) = _open.Peek();
        if ((Current == '}') != isObject)
        {
            throw Fault($"Unexpected close marker '{Current}': expected '{(isObject ? '}' : ']')}' (for {Kind} starting at {At(start)})", _position);
        }

        _open.Pop();
        _position++;
    }

    private void Comma()
    {
        if (Current != ',')
        {
            throw Unexpected($"was expecting comma to separate {Kind} entries");
        }

        _position++;
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

        _position++;
    }

    private JsonSyntaxFault Unexpected(string comment) => Fault($"Unexpected character ({Described(Current)}): {comment}", _position);

    private JsonSyntaxFault Unfinished() => EndOf($"Unexpected end-of-input within/between {Kind} entries");

    private JsonSyntaxFault EndOf(string message) => new("com.fasterxml.jackson.core.io.JsonEOFException", message, At(_text.Length));

    private JsonSyntaxFault Fault(string message, int at) => new("com.fasterxml.jackson.core.JsonParseException", message, At(at));

    private string At(int index)
    {
        var before = _text.AsSpan(0, index);
        var (line, column) = (before.Count('\n') + 1, index - before.LastIndexOf('\n'));
        return string.Create(CultureInfo.InvariantCulture, $"[Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: {line}, column: {column}]");
    }

    private static string Described(char c) => c < ' '
        ? string.Create(CultureInfo.InvariantCulture, $"(CTRL-CHAR, code {(int)c})")
        : c > 255 ? string.Create(CultureInfo.InvariantCulture, $"'{c}' (code {(int)c} / 0x{(int)c:x})") : string.Create(CultureInfo.InvariantCulture, $"'{c}' (code {(int)c})");
}
