using System.Numerics;
using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Herders;

/// <summary>The order in which Java's hash tables list names, which users see in some answers: by bucket of the spread hash code.</summary>
internal static class JavaHashOrder
{
    private const float LoadFactor = 0.75f;

    /// <summary>The order of a table that has grown by one item after the other.</summary>
    public static IReadOnlyList<T> OfGrown<T>(IEnumerable<T> items, Func<T, string> name)
    {
        var byName = items.ToDictionary(name, StringComparer.Ordinal);
        var map = new ConnectMap();
        foreach (var key in byName.Keys)
        {
            map[key] = null;
        }
        return [.. map.Keys.Select(k => byName[(string)k!])];
    }

    /// <summary>The order of a table that is made as a copy, just large enough; names that share a bucket are in their own order.</summary>
    public static IReadOnlyList<T> OfCopy<T>(IEnumerable<T> items, Func<T, string> name)
    {
        var list = items.ToList();
        var capacity = (int)BitOperations.RoundUpToPowerOf2((uint)((list.Count / LoadFactor) + 1));
        return [.. list.OrderBy(i => Spread(name(i)) & (capacity - 1)).ThenBy(name, StringComparer.Ordinal)];
    }

    private static int Spread(string name)
    {
        var hash = JavaHash.Of(name);
        return hash ^ (int)((uint)hash >> 16);
    }
}
