namespace Ms2Lab.Connect.Api;

/// <summary>Equality and hash of values of the data model: containers and bytes by content, everything else by its own equality.</summary>
public static class ValueEquality
{
    /// <summary>Whether two values are equal by content; numbers of different width are not.</summary>
    public static bool Equal(object? a, object? b) => (a, b) switch
    {
        (null, null) => true,
        (null, _) or (_, null) => false,
        (byte[] x, byte[] y) => x.AsSpan().SequenceEqual(y),
        (ConnectMap x, ConnectMap y) => x.Equals(y),
        (IReadOnlyList<object?> x, IReadOnlyList<object?> y) => ListsEqual(x, y),
        _ => a.Equals(b),
    };

    /// <summary>A hash that agrees with <see cref="Equal"/>.</summary>
    public static int Hash(object? value)
    {
        switch (value)
        {
            case null:
                return 0;
            case byte[] bytes:
                var hash = default(HashCode);
                hash.AddBytes(bytes);
                return hash.ToHashCode();
            case ConnectMap map:
                return map.Count;
            case IReadOnlyList<object?> list:
                return list.Aggregate(1, (h, v) => HashCode.Combine(h, Hash(v)));
            default:
                return value.GetHashCode();
        }
    }

    private static bool ListsEqual(IReadOnlyList<object?> a, IReadOnlyList<object?> b)
    {
        if (a.Count != b.Count)
        {
            return false;
        }

        for (var i = 0; i < a.Count; i++)
        {
            if (!Equal(a[i], b[i]))
            {
                return false;
            }
        }

        return true;
    }
}
