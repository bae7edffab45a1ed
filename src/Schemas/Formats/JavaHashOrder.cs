namespace Ms2Lab.Schemas.Formats;

/// <summary>The order in which a java.util.HashSet is walked: the registry's lists of differences show it.</summary>
public static class JavaHashOrder
{
    /// <summary>Sorts distinct <paramref name="texts"/> as a HashSet made from <paramref name="first"/> of them, the rest added later.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<string> texts, int first = 0)
    {
        var list = texts.Distinct().ToList();
        return Walk(list, CapacityOf(list.Count, first));
    }

    /// <summary>Sorts distinct <paramref name="numbers"/> as a HashSet made from <paramref name="first"/> of them, the rest added later.</summary>
    public static IReadOnlyList<int> Of(IEnumerable<int> numbers, int first = 0)
    {
        var list = numbers.Distinct().ToList();
        var capacity = CapacityOf(list.Count, first);
        return [.. list.OrderBy(n => Spread(n) & (capacity - 1))];
    }

    /// <summary>Sorts distinct <paramref name="texts"/> as the copy of a java.util.HashMap, whose table is just large enough.</summary>
    public static IReadOnlyList<string> Copied(IEnumerable<string> texts)
    {
        var list = Of(texts);
        return Walk(list, TableFor((int)((list.Count / 0.75f) + 1)));
    }

    /// <summary>Sorts distinct <paramref name="texts"/> as a HashMap that was made for their number and had to grow if that filled it.</summary>
    public static IReadOnlyList<string> Presized(IReadOnlyCollection<string> texts)
    {
        var capacity = TableFor(texts.Count);
        return Walk(texts, texts.Count > capacity * 3 / 4 ? capacity * 2 : capacity);
    }

    private static int CapacityOf(int count, int first)
    {
        var capacity = 16;
        var wanted = (int)(first / 0.75f) + 1;
        while (capacity < wanted || count > capacity * 3 / 4)
        {
            capacity *= 2;
        }

        return capacity;
    }

    private static List<string> Walk(IEnumerable<string> texts, int capacity) => [.. texts.OrderBy(t => Spread(HashOf(t)) & (capacity - 1))];

    private static int TableFor(int size)
    {
        var capacity = 1;
        while (capacity < size)
        {
            capacity *= 2;
        }

        return capacity;
    }

    private static int Spread(int hash) => hash ^ (int)((uint)hash >> 16);

    private static int HashOf(string text)
    {
        var hash = 0;
        foreach (var c in text)
        {
            hash = unchecked((31 * hash) + c);
        }

        return hash;
    }
}
