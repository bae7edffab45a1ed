using System.Text;

namespace Ms2Lab.Connect.Api;

/// <summary>
/// Writes a Java pattern as a .NET one: quoted runs, possessive quantifiers, ASCII classes, POSIX names. Finds the errors that people
/// make most and says them as Java does; rarer ones are left to .NET.
/// </summary>
internal sealed class JavaRegexTranslator(string pattern)
{
    private readonly StringBuilder _output = new();
    private readonly Stack<int> _groups = new();
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private int _position;

    public string Translate()
    {
        var atomStart = -1;
        while (_position < pattern.Length)
        {
            var c = pattern[_position];
            switch (c)
            {
                case '(':
                    OpenGroup();
                    atomStart = -1;
                    break;
                case ')':
                    atomStart = CloseGroup();
                    break;
                case '|' or '^' or '$':
                    _output.Append(c);
                    _position++;
                    atomStart = c == '|' ? -1 : _output.Length - 1;
                    break;
                case '*' or '+' or '?':
                    atomStart = Quantifier(atomStart >= 0 ? atomStart : throw Error($"Dangling meta character '{c}'", _position));
                    break;
                case '{':
                    atomStart = Quantifier(atomStart >= 0 ? atomStart : throw Error("Illegal repetition", _position));
                    break;
                case '[':
                    atomStart = _output.Length;
                    new JavaRegexClass(this).Translate();
                    break;
                case '\\':
                    atomStart = _output.Length;
                    Escape();
                    break;
                default:
                    atomStart = _output.Length;
                    _output.Append(c is '#' or ' ' or '}' or ']' ? "\\" : "").Append(c);
                    _position++;
                    break;
            }
        }

        return _groups.Count == 0 ? _output.ToString() : throw Error("Unclosed group", pattern.Length);
    }

    internal string Pattern => pattern;

    internal int Position
    {
        get => _position;
        set => _position = value;
    }

    internal StringBuilder Output => _output;

    internal JavaException Error(string description, int index)
    {
        var text = new StringBuilder(description);
        if (index >= 0)
        {
            text.Append(" near index ").Append(index);
        }

        text.Append('\n').Append(pattern);
        if (index >= 0 && index < pattern.Length)
        {
            text.Append('\n').Append(' ', index).Append('^');
        }

        return new JavaException("java.util.regex.PatternSyntaxException", text.ToString());
    }

    /// <summary>The .NET form of <c>\p{Name}</c>, with the position on the letter p; inside a class without brackets.</summary>
    internal string Property(bool negated)
    {
        var open = _position + 1;
        if (open >= pattern.Length)
        {
            throw Error("Unknown character property name {}", pattern.Length);
        }

        var end = pattern[open] == '{' ? pattern.IndexOf('}', open) : open;
        if (end < 0)
        {
            throw Error("Unclosed character family", pattern.Length - 1);
        }

        var name = pattern[open] == '{' ? pattern[(open + 1)..end] : pattern[open].ToString();
        _position = end + 1;
        var ascii = JavaRegexClass.Named(name);
        return ascii is null
            ? $"\\{(negated ? 'P' : 'p')}{{{(name.StartsWith("Is", StringComparison.Ordinal) && name.Length <= 4 ? name[2..] : name)}}}"
            : negated ? $"[^{ascii}]" : $"[{ascii}]";
    }

    private void OpenGroup()
    {
        _groups.Push(_output.Length);
        if (_position + 1 >= pattern.Length || pattern[_position + 1] != '?')
        {
            _output.Append('(');
            _position++;
            return;
        }

        var end = _position + 2;
        if (end >= pattern.Length)
        {
            throw Error("Unknown inline modifier", pattern.Length - 1);
        }

        _output.Append("(?");
        _position = end;
        if (char.IsAsciiLetter(pattern[end]) || pattern[end] == '-')
        {
            InlineFlags();
        }
        else if (pattern[end] == '<' && (end + 1 >= pattern.Length || pattern[end + 1] is not ('=' or '!')))
        {
            var name = GroupName(end + 1);
            _output.Append('<').Append(name).Append('>');
            if (!_names.Add(name))
            {
                throw Error($"Named capturing group <{name}> is already defined", _position - 1);
            }
        }
        else
        {
            // What follows the mark is no atom: (?: (?= (?! (?> (?<= (?<!
            while (_position < pattern.Length && pattern[_position] is ':' or '=' or '!' or '>' or '<' && _position - end < 2)
            {
                _output.Append(pattern[_position++]);
            }
        }
    }

    // Leaves the position behind the closing bracket.
    private string GroupName(int start)
    {
        if (start >= pattern.Length || !char.IsAsciiLetter(pattern[start]))
        {
            throw Error("capturing group name does not start with a Latin letter", start);
        }

        var end = start;
        while (end < pattern.Length && char.IsAsciiLetterOrDigit(pattern[end]))
        {
            end++;
        }

        if (end >= pattern.Length || pattern[end] != '>')
        {
            throw Error("named capturing group is missing trailing '>'", end);
        }

        _position = end + 1;
        return pattern[start..end];
    }

    // Java's d, u and U have no counterpart and need none: lines end at \n, cases fold for all letters.
    private void InlineFlags()
    {
        for (; _position < pattern.Length && pattern[_position] is not (')' or ':'); _position++)
        {
            var flag = pattern[_position];
            if (!"idmsuxU-".Contains(flag, StringComparison.Ordinal))
            {
                throw Error("Unknown inline modifier", _position);
            }

            _output.Append(flag is 'd' or 'u' or 'U' ? "" : flag.ToString());
        }

        if (_position >= pattern.Length)
        {
            throw Error("Unknown inline modifier", pattern.Length - 1);
        }

        _output.Append(_output[^1] == '?' && pattern[_position] == ')' ? ":" : "");
        if (pattern[_position] == ':')
        {
            _output.Append(':');
            _position++;
        }
    }

    private int CloseGroup()
    {
        if (_groups.Count == 0)
        {
            throw Error("Unmatched closing ')'", _position - 1);
        }

        _output.Append(')');
        _position++;
        return _groups.Pop();
    }

    private int Quantifier(int atomStart)
    {
        var start = _position;
        if (pattern[_position] == '{')
        {
            Counted();
        }
        else
        {
            _position++;
        }

        var quantifier = pattern[start.._position];
        _output.Append(quantifier);
        if (_position < pattern.Length && pattern[_position] == '?')
        {
            _output.Append('?');
            _position++;
        }
        else if (_position < pattern.Length && pattern[_position] == '+')
        {
            _output.Insert(atomStart, "(?>").Append(')');
            _position++;
        }

        // A quantifier may be quantified again in Java; .NET wants a group for it.
        if (_position < pattern.Length && pattern[_position] is '*' or '+' or '?' or '{')
        {
            _output.Insert(atomStart, "(?:").Append(')');
        }

        return atomStart;
    }

    private void Counted()
    {
        var end = pattern.IndexOf('}', _position);
        var body = end < 0 ? pattern[(_position + 1)..] : pattern[(_position + 1)..end];
        if (body.Length == 0 || !char.IsAsciiDigit(body[0]))
        {
            throw Error("Illegal repetition", _position);
        }

        var bounds = body.Split(',');
        if (end < 0 || bounds.Length > 2 || !bounds[0].All(char.IsAsciiDigit) || !bounds[^1].All(char.IsAsciiDigit))
        {
            throw Error("Unclosed counted closure", end < 0 ? pattern.Length : _position + 1 + body.TakeWhile(c => char.IsAsciiDigit(c) || c == ',').Count());
        }

        if (bounds.Length == 2 && bounds[1].Length > 0 && long.TryParse(bounds[0], out var low) && long.TryParse(bounds[1], out var high) && low > high)
        {
            throw Error("Illegal repetition range", end);
        }

        _position = end + 1;
    }

    private void Escape()
    {
        if (++_position >= pattern.Length)
        {
            throw Error("Unexpected internal error", pattern.Length);
        }

        var c = pattern[_position];
        switch (c)
        {
            case 'Q':
                var end = pattern.IndexOf("\\E", _position + 1, StringComparison.Ordinal);
                _output.Append("(?:").Append(System.Text.RegularExpressions.Regex.Escape(pattern[(_position + 1)..(end < 0 ? pattern.Length : end)])).Append(')');
                _position = end < 0 ? pattern.Length : end + 2;
                break;
            case 'p' or 'P':
                _output.Append(Property(c == 'P'));
                break;
            case 'k':
                NamedReference();
                break;
            default:
                _output.Append(JavaRegexClass.Shorthand(c) ?? Plain(c));
                _position++;
                break;
        }
    }

    private void NamedReference()
    {
        if (_position + 1 >= pattern.Length || pattern[_position + 1] != '<')
        {
            throw Error("\\k is not followed by '<' for named capturing group", _position + 1);
        }

        var name = GroupName(_position + 2);
        _output.Append("\\k<").Append(name).Append('>');
        if (!_names.Contains(name))
        {
            throw Error($"named capturing group <{name}> does not exist", _position - 1);
        }
    }

    private string Plain(char c) => char.IsAsciiLetter(c) && !"tnrfaexucbBAGZz0".Contains(c, StringComparison.Ordinal)
        ? throw Error("Illegal/unsupported escape sequence", _position)
        : $"\\{c}";
}
