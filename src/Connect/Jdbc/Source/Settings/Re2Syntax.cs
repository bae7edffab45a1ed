using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Jdbc.Source.Settings;

/// <summary>
/// What is wrong with a regular expression in the words of RE2/J, which the connector uses for table names. Only its syntax is looked at; matching is .NET's.
/// </summary>
internal sealed class Re2Syntax
{
    private readonly string _pattern;
    private int _open;
    private int _at;
    private int _lastRepeat = -1;
    private bool _hasOperand;

    private Re2Syntax(string pattern) => _pattern = pattern;

    /// <summary>The error, or null for a good expression.</summary>
    public static string? ErrorOf(string pattern)
    {
        if (new Re2Syntax(pattern).Find() is { } found)
        {
            return $"error parsing regexp: {found}";
        }

        try
        {
            JavaRegex.Compile(pattern);
            return null;
        }
        catch (JavaException e)
        {
            return $"error parsing regexp: {e.Message}";
        }
    }

    private string? Find()
    {
        while (_at < _pattern.Length)
        {
            var start = _at;
            var repeat = -1;
            switch (_pattern[_at])
            {
                case '(':
                    if (Group() is { } wrongGroup)
                    {
                        return wrongGroup;
                    }

                    break;
                case ')':
                    if (--_open < 0)
                    {
                        return "regexp/syntax: internal error: `stack underflow`";
                    }

                    _hasOperand = true;
                    _at++;
                    break;
                case '|':
                    _hasOperand = false;
                    _at++;
                    break;
                case '[':
                    if (Class() is { } wrongClass)
                    {
                        return wrongClass;
                    }

                    break;
                case '*' or '+' or '?':
                    repeat = start;
                    if (Repeat(start) is { } wrongRepeat)
                    {
                        return wrongRepeat;
                    }

                    break;
                case '\\':
                    if (_at + 1 == _pattern.Length)
                    {
                        return "trailing backslash at end of expression";
                    }

                    if (char.IsAsciiLetter(_pattern[_at + 1]) && !"AbBQEzdDsSwWpPaftnrvx".Contains(_pattern[_at + 1], StringComparison.Ordinal))
                    {
                        return $"invalid escape sequence: `{_pattern[_at..(_at + 2)]}`";
                    }

                    _hasOperand = true;
                    _at += 2;
                    break;
                default:
                    _hasOperand = true;
                    _at++;
                    break;
            }

            _lastRepeat = repeat;
        }

        return _open > 0 ? $"missing closing ): `{_pattern}`" : null;
    }

    private string? Group()
    {
        if (_at + 2 < _pattern.Length && _pattern[_at + 1] == '?')
        {
            var end = _at + 2;
            while (end < _pattern.Length && (char.IsAsciiLetter(_pattern[end]) || _pattern[end] == '-'))
            {
                end++;
            }

            var isNamed = _pattern[(_at + 2)..].StartsWith("P<", StringComparison.Ordinal) || _pattern[_at + 2] == '<' && _at + 3 < _pattern.Length && char.IsAsciiLetter(_pattern[_at + 3]);
            if (!isNamed && (end == _pattern.Length || _pattern[end] is not (':' or ')')))
            {
                return $"invalid or unsupported Perl syntax: `{_pattern[_at..Math.Min(end + 1, _pattern.Length)]}`";
            }

            _at = isNamed ? Math.Max(_pattern.IndexOf('>', _at), _at + 2) + 1 : end;
        }
        else
        {
            _at++;
        }

        _open++;
        _hasOperand = false;
        return null;
    }

    private string? Class()
    {
        var start = _at++;
        if (_at < _pattern.Length && _pattern[_at] == '^')
        {
            _at++;
        }

        for (var first = true; ; first = false)
        {
            if (_at >= _pattern.Length)
            {
                return $"missing closing ]: `{_pattern[start..]}`";
            }

            if (_pattern[_at] == ']' && !first)
            {
                break;
            }

            var low = _at;
            _at += _pattern[_at] == '\\' ? 2 : 1;
            if (_at + 1 < _pattern.Length && _pattern[_at] == '-' && _pattern[_at + 1] is not (']' or '\\') && _pattern[low] != '\\')
            {
                if (_pattern[_at + 1] < _pattern[low])
                {
                    return $"invalid character class range: `{_pattern[low..(_at + 2)]}`";
                }

                _at += 2;
            }
        }

        _at++;
        _hasOperand = true;
        return null;
    }

    private string? Repeat(int start)
    {
        _at++;
        // A question mark behind a repetition makes it reluctant.
        if (_at < _pattern.Length && _pattern[_at] == '?')
        {
            _at++;
        }

        if (_lastRepeat >= 0)
        {
            return $"invalid nested repetition operator: `{_pattern[_lastRepeat.._at]}`";
        }

        return _hasOperand ? null : $"missing argument to repetition operator: `{_pattern[start.._at]}`";
    }
}
