namespace Ms2Lab.Connect.Runtime.Herders;

/// <summary>The order in which Java's hash tables list names, which users see in some answers: by bucket of the spread hash code.</summary>
internal static class JavaHashOrder
{
    private const int FirstCapacity = 16;

    /// <summary>The order of a table that is made as a copy, just large enough.</summary>
    public static IReadOnlyList<string> OfCopy(IEnumerable<string> names)
    {
        var list = names.ToList();
        return Order(list, (int)uint.Max(1, RoundUp((int)(list.Count / 0.75f + 1))));
    }

    /// <summary>The order of a table that has grown by one name after the other.</summary>
    public static IReadOnlyList<string> OfGrown(IEnumerable<string> names)
    {
        var list = names.ToList();
        var capacity = FirstCapacity;
        while (list.Count > capacity * 0.75)
        {
            capacity *= 2;
        }
        return Order(list, capacity);
    }

    private static List<string> Order(List<string> names, int capacity) => [.. names.Order(StringComparer.Ordinal).OrderBy(n => Spread(n) & (capacity - 1))];

    private static uint RoundUp(int size) => System.Numerics.BitOperations.RoundUpToPowerOf2((uint)size);

    private static int Spread(string name)
    {
        var hash = 0;
        foreach (var c in name)
        {
            hash = unchecked((31 * hash) + c);
        }
        return hash ^ (int)((uint)hash >> 16);
    }
}
