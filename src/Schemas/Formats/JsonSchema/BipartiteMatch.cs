namespace Ms2Lab.Schemas.Formats.JsonSchema;

/// <summary>A largest pairing of two lists in which only some pairs are allowed (augmenting paths).</summary>
internal static class BipartiteMatch
{
    internal static IReadOnlyList<(int Left, int Right)> Find(int left, int right, Func<int, int, bool> allowed)
    {
        var owner = new int[right];
        Array.Fill(owner, -1);
        for (var i = 0; i < left; i++)
        {
            Augment(i, owner, new bool[right], allowed);
        }

        return [.. owner.Select((l, r) => (l, r)).Where(p => p.l >= 0).OrderBy(p => p.l)];
    }

    private static bool Augment(int left, int[] owner, bool[] seen, Func<int, int, bool> allowed)
    {
        for (var r = 0; r < owner.Length; r++)
        {
            if (seen[r] || !allowed(left, r))
            {
                continue;
            }

            seen[r] = true;
            if (owner[r] < 0 || Augment(owner[r], owner, seen, allowed))
            {
                owner[r] = left;
                return true;
            }
        }

        return false;
    }
}
