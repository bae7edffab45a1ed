namespace Ms2Lab.Connect.Jdbc.Values;

/// <summary>A <c>java.sql.Timestamp</c>: an instant whose part below the second is kept in nanoseconds.</summary>
/// <param name="EpochSecond">Whole seconds since 1970, rounded down.</param>
/// <param name="Nanos">Nanoseconds of the second, 0 to 999,999,999.</param>
internal readonly record struct SqlTimestamp(long EpochSecond, int Nanos) : IComparable<SqlTimestamp>
{
    private const int NanosPerMillisecond = 1_000_000;

    /// <summary>1970-01-01T00:00:00Z.</summary>
    public static SqlTimestamp Epoch => default;

    /// <summary>Milliseconds since 1970, rounded down.</summary>
    public long EpochMilliseconds => (EpochSecond * 1000) + (Nanos / NanosPerMillisecond);

    /// <summary>Of milliseconds since 1970.</summary>
    public static SqlTimestamp OfMilliseconds(long milliseconds)
    {
        var second = CivilTime.FloorDiv(milliseconds, 1000);
        return new(second, (int)(milliseconds - (second * 1000)) * NanosPerMillisecond);
    }

    /// <summary>The same second with other nanoseconds.</summary>
    public SqlTimestamp WithNanos(int nanos) => this with { Nanos = nanos };

    /// <summary>An earlier instant.</summary>
    public SqlTimestamp Minus(TimeSpan delay) => OfMilliseconds(EpochMilliseconds - (long)delay.TotalMilliseconds);

    /// <inheritdoc/>
    public int CompareTo(SqlTimestamp other) => EpochSecond == other.EpochSecond ? Nanos.CompareTo(other.Nanos) : EpochSecond.CompareTo(other.EpochSecond);
}
