namespace Ms2Lab.Labs.LabKit;

/// <summary>Guesses which name was meant.</summary>
public static class Spelling
{
    /// <summary>The name that is fewest slips of the pen away (letters put in, left out or exchanged), or null where none is near.</summary>
    /// <param name="written">What was written.</param>
    /// <param name="names">The names that there are.</param>
    public static string? Nearest(string written, IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(written);
        ArgumentNullException.ThrowIfNull(names);
        var nearest = names.Select(n => (Name: n, Slips: Slips(written.ToUpperInvariant(), n.ToUpperInvariant()))).OrderBy(n => n.Slips).FirstOrDefault();
        return nearest.Name is { } name && nearest.Slips <= Math.Max(1, name.Length / 3) ? name : null;
    }

    // Levenshtein's distance, row by row.
    private static int Slips(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var exchanged = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(exchanged, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[^1];
    }
}
