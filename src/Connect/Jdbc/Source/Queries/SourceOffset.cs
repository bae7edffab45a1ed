using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Jdbc.Values;

namespace Ms2Lab.Connect.Jdbc.Source.Queries;

/// <summary>
/// How far a table has been read: the last id, the last timestamp, or both. As the stored map it has the fields <c>incrementing</c>, <c>timestamp</c>
/// (milliseconds since 1970) and <c>timestamp_nanos</c> (of the second). Every record carries one, so it is the map itself.
/// </summary>
/// <param name="timestamp">The last timestamp, or null.</param>
/// <param name="id">The last id, or null.</param>
internal sealed class SourceOffset(SqlTimestamp? timestamp, long? id) : IReadOnlyDictionary<string, object?>
{
    private const string IdField = "incrementing";
    private const string TimestampField = "timestamp";
    private const string NanosField = "timestamp_nanos";

    /// <summary>Nothing has been read.</summary>
    public static SourceOffset None { get; } = new(null, null);

    /// <summary>The last id; -1 before the first.</summary>
    public long Id => id ?? -1;

    /// <summary>The last timestamp; 1970 before the first.</summary>
    public SqlTimestamp Timestamp => timestamp ?? SqlTimestamp.Epoch;

    /// <inheritdoc/>
    public int Count => (id is null ? 0 : 1) + (timestamp is null ? 0 : 2);

    /// <inheritdoc/>
    public IEnumerable<string> Keys => this.Select(f => f.Key);

    /// <inheritdoc/>
    public IEnumerable<object?> Values => this.Select(f => f.Value);

    /// <inheritdoc/>
    public object? this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException(key);

    /// <summary>Reads a stored offset; null is none.</summary>
    /// <exception cref="JavaException">A field is not a whole number.</exception>
    public static SourceOffset Of(IReadOnlyDictionary<string, object?>? stored)
    {
        if (stored is null || stored.Count == 0)
        {
            return None;
        }

        var id = Number(stored, IdField);
        if (Number(stored, TimestampField) is not { } milliseconds)
        {
            return new SourceOffset(null, id);
        }

        var timestamp = SqlTimestamp.OfMilliseconds(milliseconds);
        return new SourceOffset(Number(stored, NanosField) is { } nanos ? timestamp.WithNanos((int)nanos) : timestamp, id);
    }

    /// <summary>The offset of a table without one that starts at a given time.</summary>
    public static SourceOffset StartingAt(SqlTimestamp start) => new(SqlTimestamp.OfMilliseconds(start.EpochMilliseconds), null);

    /// <inheritdoc/>
    public bool ContainsKey(string key) => TryGetValue(key, out _);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object? value)
    {
        value = key switch
        {
            IdField => id,
            TimestampField => timestamp?.EpochMilliseconds,
            NanosField => (long?)timestamp?.Nanos,
            _ => null,
        };
        return value is not null;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        if (id is { } number)
        {
            yield return new(IdField, number);
        }

        if (timestamp is { } time)
        {
            yield return new(TimestampField, time.EpochMilliseconds);
            yield return new(NanosField, (long)time.Nanos);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static long? Number(IReadOnlyDictionary<string, object?> stored, string field) => stored.GetValueOrDefault(field) switch
    {
        null => null,
        long number => number,
        var other => throw JavaException.ClassCast(other, "java.lang.Long"),
    };
}
