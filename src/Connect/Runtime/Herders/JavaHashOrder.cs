using System.Numerics;
using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Herders;

/// <summary>The order in which Java's hash tables list names, which users see in some answers: by bucket of the spread hash code.</summary>
internal static class JavaHashOrder
{
    private const float LoadFactor = 0.75f;
    private const int DefaultCapacity = 16;

    /// <summary>The order of a table that has grown by one item after the other.</summary>
    public static IReadOnlyList<T> OfGrown<T>(IEnumerable<T> items, Func<T, string> name) => OfHashes([.. items], i => JavaHash.Of(name(i)));

    /// <summary>The order of a table that has grown by one item after the other from a capacity asked for at first; items that share a bucket keep their order.</summary>
    public static IReadOnlyList<T> OfHashes<T>(IReadOnlyCollection<T> items, Func<T, int> hash, int capacity = DefaultCapacity)
    {
        var buckets = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(capacity, 1));
        while (items.Count > buckets * LoadFactor)
        {
            buckets *= 2;
        }
        return [.. items.OrderBy(i => Spread(hash(i)) & (buckets - 1))];
    }

    /// <summary>The order of a table that is made as a copy, just large enough; names that share a bucket are in their own order.</summary>
    public static IReadOnlyList<T> OfCopy<T>(IEnumerable<T> items, Func<T, string> name)
    {
        var list = items.ToList();
        var capacity = (int)BitOperations.RoundUpToPowerOf2((uint)((list.Count / LoadFactor) + 1));
        return [.. list.OrderBy(i => Spread(JavaHash.Of(name(i))) & (capacity - 1)).ThenBy(name, StringComparer.Ordinal)];
    }

    private static int Spread(int hash) => hash ^ (int)((uint)hash >> 16);
}
