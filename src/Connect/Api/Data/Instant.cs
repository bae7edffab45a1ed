using System.Globalization;

namespace Ms2Lab.Connect.Api;

/// <summary>A point in time with millisecond precision: the value of Date, Time and Timestamp, what <c>java.util.Date</c> is in Java.</summary>
/// <param name="EpochMilliseconds">Milliseconds since 1970-01-01T00:00:00Z, negative before.</param>
public readonly record struct Instant(long EpochMilliseconds) : IComparable<Instant>
{
    /// <summary>The instant of a .NET time, truncated to milliseconds.</summary>
    public static Instant From(DateTimeOffset time) => new(time.ToUnixTimeMilliseconds());

    /// <summary>As a .NET time in UTC.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The year is outside 1 to 9999.</exception>
    public DateTimeOffset ToDateTimeOffset() => DateTimeOffset.FromUnixTimeMilliseconds(EpochMilliseconds);

    /// <inheritdoc/>
    public int CompareTo(Instant other) => EpochMilliseconds.CompareTo(other.EpochMilliseconds);

    /// <summary>The text of <c>java.util.Date</c> in UTC, for example <c>Thu Jan 01 00:00:00 UTC 1970</c>.</summary>
    public override string ToString() =>
        EpochMilliseconds is >= -62135596800000 and <= 253402300799999
            ? ToDateTimeOffset().ToString("ddd MMM dd HH:mm:ss 'UTC' yyyy", CultureInfo.InvariantCulture)
            : EpochMilliseconds.ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether one instant is before another.</summary>
    public static bool operator <(Instant left, Instant right) => left.EpochMilliseconds < right.EpochMilliseconds;

    /// <summary>Whether one instant is after another.</summary>
    public static bool operator >(Instant left, Instant right) => left.EpochMilliseconds > right.EpochMilliseconds;

    /// <summary>Whether one instant is not after another.</summary>
    public static bool operator <=(Instant left, Instant right) => left.EpochMilliseconds <= right.EpochMilliseconds;

    /// <summary>Whether one instant is not before another.</summary>
    public static bool operator >=(Instant left, Instant right) => left.EpochMilliseconds >= right.EpochMilliseconds;
}
