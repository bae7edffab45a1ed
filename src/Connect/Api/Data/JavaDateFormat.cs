namespace Ms2Lab.Connect.Api;

/// <summary>
/// Formats and parses instants by a pattern of <c>java.text.SimpleDateFormat</c>, in UTC, with English names, leniently. When
/// parsing, fields of weeks are read but do not decide the date.
/// </summary>
public sealed class JavaDateFormat
{
    internal const string Letters = "GyMdkHmsSEDFwWahKzZYuXL";

    private readonly List<Part> _parts = [];

    /// <summary>Reads a pattern.</summary>
    /// <exception cref="JavaException">An IllegalArgumentException with Java's text, for a letter that means nothing or an open quote.</exception>
    public JavaDateFormat(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        Pattern = pattern;
        Compile();
    }

    /// <summary>The pattern.</summary>
    public string Pattern { get; }

    internal IReadOnlyList<Part> Parts => _parts;

    /// <summary>The text of an instant.</summary>
    public string Format(Instant instant) => JavaDateWriter.Write(this, instant);

    /// <summary>Reads an instant from the start of a text; what follows is ignored.</summary>
    public bool TryParse(string text, out Instant instant) => new JavaDateReader(this, text).TryRead(out instant);

    /// <summary>Reads an instant from the start of a text.</summary>
    /// <exception cref="JavaException">A ParseException with Java's text.</exception>
    public Instant Parse(string text) => TryParse(text, out var instant)
        ? instant
        : throw new JavaException("java.text.ParseException", $"Unparseable date: \"{text}\"");

    private void Compile()
    {
        for (var i = 0; i < Pattern.Length;)
        {
            var c = Pattern[i];
            if (c == '\'')
            {
                i = Quoted(i + 1);
            }
            else if (char.IsAsciiLetter(c))
            {
                var count = Pattern.AsSpan(i).IndexOfAnyExcept(c) is var n && n < 0 ? Pattern.Length - i : n;
                _parts.Add(Letters.Contains(c, StringComparison.Ordinal) ? new Part(c, count, "") : throw IllegalArgument($"Illegal pattern character '{c}'"));
                i += count;
            }
            else
            {
                AddLiteral(c.ToString());
                i++;
            }
        }
    }

    // Two quotes are one quote, outside quoted text and inside.
    private int Quoted(int start)
    {
        if (start < Pattern.Length && Pattern[start] == '\'')
        {
            AddLiteral("'");
            return start + 1;
        }

        for (var i = start; i < Pattern.Length; i++)
        {
            if (Pattern[i] != '\'')
            {
                continue;
            }

            if (i + 1 < Pattern.Length && Pattern[i + 1] == '\'')
            {
                i++;
                continue;
            }

            AddLiteral(Pattern[start..i].Replace("''", "'", StringComparison.Ordinal));
            return i + 1;
        }

        throw IllegalArgument("Unterminated quote");
    }

    private void AddLiteral(string text)
    {
        if (_parts.Count > 0 && _parts[^1].Letter == '\0')
        {
            _parts[^1] = _parts[^1] with { Literal = _parts[^1].Literal + text };
        }
        else
        {
            _parts.Add(new Part('\0', 0, text));
        }
    }

    private static JavaException IllegalArgument(string text) => new("java.lang.IllegalArgumentException", text);

    /// <summary>A run of one pattern letter, or literal text (letter 0).</summary>
    internal readonly record struct Part(char Letter, int Count, string Literal)
    {
        public bool IsNumeric => Letter switch
        {
            'M' or 'L' => Count < 3,
            'G' or 'E' or 'a' or 'z' or 'Z' or 'X' or '\0' => false,
            _ => true,
        };
    }
}
