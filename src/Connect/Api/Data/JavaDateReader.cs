namespace Ms2Lab.Connect.Api;

/// <summary>Parses an instant by a pattern; numbers out of range carry over, as in a lenient Java calendar.</summary>
internal sealed class JavaDateReader(JavaDateFormat format, string text)
{
    private const int PivotYears = 80;

    private int _position;
    private long _year = 1970;
    private long _month = 1;
    private long _day = 1;
    private long? _dayOfYear;
    private long _hour;
    private long? _hourOfHalf;
    private int _half;
    private long _minute;
    private long _second;
    private long _milliseconds;
    private long _zoneMinutes;
    private bool _beforeChrist;

    public bool TryRead(out Instant instant)
    {
        instant = default;
        for (var i = 0; i < format.Parts.Count; i++)
        {
            if (!TryReadPart(format.Parts[i], i + 1 < format.Parts.Count && format.Parts[i + 1].IsNumeric))
            {
                return false;
            }
        }

        var year = _beforeChrist ? 1 - _year : _year;
        var day = _dayOfYear is { } dayOfYear ? JavaCalendar.EpochDay(year, 1, dayOfYear) : JavaCalendar.EpochDay(year, _month, _day);
        var hour = _hourOfHalf is { } hourOfHalf ? hourOfHalf + (12 * _half) : _hour;
        instant = new Instant(unchecked(
            (day * DateLogical.MillisecondsPerDay) + (hour * 3_600_000) + ((_minute - _zoneMinutes) * 60_000) + (_second * 1000) + _milliseconds));
        return true;
    }

    private bool TryReadPart(JavaDateFormat.Part part, bool numberFollows)
    {
        if (part.Letter == '\0')
        {
            return TryReadLiteral(part.Literal);
        }

        while (_position < text.Length && text[_position] is ' ' or '\t')
        {
            _position++;
        }

        return part.Letter switch
        {
            'G' => TryReadName(JavaDateNames.Eras, out var era) && Set(ref _beforeChrist, era == 0),
            'M' or 'L' when part.Count >= 3 => TryReadName(JavaDateNames.Months, out var month) && Set(ref _month, month + 1),
            'E' => TryReadName(JavaDateNames.Days, out _),
            'a' => TryReadName(JavaDateNames.Halves, out _half),
            'z' or 'Z' or 'X' => TryReadZone(part),
            _ => TryReadNumber(numberFollows ? part.Count : int.MaxValue, out var number, out var digits) && SetNumber(part, number, digits),
        };
    }

    private bool TryReadLiteral(string literal)
    {
        if (string.CompareOrdinal(text, _position, literal, 0, literal.Length) != 0)
        {
            return false;
        }

        _position += literal.Length;
        return true;
    }

    private bool TryReadNumber(int maximumDigits, out long number, out int digits)
    {
        var start = _position;
        var negative = _position < text.Length && text[_position] == '-';
        _position += negative ? 1 : 0;
        number = 0;
        for (digits = 0; _position < text.Length && char.IsAsciiDigit(text[_position]) && digits < Math.Min(maximumDigits, 18); digits++)
        {
            number = (number * 10) + (text[_position++] - '0');
        }

        if (digits == 0)
        {
            _position = start;
        }

        number = negative ? -number : number;
        return digits > 0;
    }

    private bool TryReadName(string[] names, out int index)
    {
        // Full names first, as their short forms are their beginnings.
        foreach (var length in (ReadOnlySpan<int>)[int.MaxValue, 3])
        {
            for (index = 0; index < names.Length; index++)
            {
                var name = names[index].AsSpan(0, Math.Min(length, names[index].Length));
                if (text.AsSpan(_position).StartsWith(name, StringComparison.OrdinalIgnoreCase))
                {
                    _position += name.Length;
                    return true;
                }
            }
        }

        index = -1;
        return false;
    }

    private bool TryReadZone(JavaDateFormat.Part part)
    {
        if (part.Letter == 'X' && TryReadLiteral("Z"))
        {
            return true;
        }

        var named = part.Letter != 'X'
            && (TryReadLiteral("Coordinated Universal Time") || TryReadLiteral("UTC") || TryReadLiteral("GMT"));
        if (_position >= text.Length || text[_position] is not ('+' or '-'))
        {
            return named;
        }

        var sign = text[_position++] == '-' ? -1 : 1;
        if (!TryReadNumber(2, out var hours, out _))
        {
            return false;
        }

        var minutes = 0L;
        if (part.Letter != 'X' || part.Count > 1)
        {
            TryReadLiteral(":");
            if (!TryReadNumber(2, out minutes, out _))
            {
                return false;
            }
        }

        return Set(ref _zoneMinutes, sign * ((hours * 60) + minutes));
    }

    private bool SetNumber(JavaDateFormat.Part part, long number, int digits) => part.Letter switch
    {
        'y' => Set(ref _year, part.Count <= 2 && digits == 2 && number >= 0 ? InCentury(number) : number),
        'M' or 'L' => Set(ref _month, number),
        'd' => Set(ref _day, number),
        'D' => Set(ref _dayOfYear, number),
        'H' => Set(ref _hour, number),
        'k' => Set(ref _hour, number == 24 ? 0 : number),
        'K' => Set(ref _hourOfHalf, number),
        'h' => Set(ref _hourOfHalf, number == 12 ? 0 : number),
        'm' => Set(ref _minute, number),
        's' => Set(ref _second, number),
        'S' => Set(ref _milliseconds, number),
        _ => true,
    };

    // Two digits mean the year within 80 years before and 20 years after today.
    private static long InCentury(long number)
    {
        var start = TimeProvider.System.GetUtcNow().Year - PivotYears;
        var year = (start / 100 * 100) + number;
        return year < start ? year + 100 : year;
    }

    private static bool Set<T>(ref T field, T value)
    {
        field = value;
        return true;
    }
}
