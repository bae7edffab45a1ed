using System.Globalization;

namespace Ms2Lab.Labs.LabKit.Clients;

/// <summary>What a query on MySQL answered: rows, or why there are none to be had (no such table or column).</summary>
/// <param name="Columns">Column names.</param>
/// <param name="Rows">Rows as .NET values; null is NULL.</param>
/// <param name="Problem">The server's message where the table, the column or the database does not exist.</param>
public sealed record TableView(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows, string? Problem = null)
{
    /// <summary>The one value of a one-by-one result, or null.</summary>
    public object? Scalar => Rows is [[var value, ..], ..] ? value : null;

    /// <summary>One line: the number of rows and the first five of them.</summary>
    public string Describe()
    {
        if (Problem is not null)
        {
            return Problem;
        }
        var rows = Rows.Take(5).Select(r => "(" + string.Join(", ", r.Select(Text)) + ")");
        return Rows.Count switch { 0 => "no rows", 1 => "1 row: ", var n => $"{n} rows: " } + string.Join(" ", rows) + (Rows.Count > 5 ? " …" : "");
    }

    /// <summary>A value as people write it: NULL, numbers with a point, times without a zone.</summary>
    public static string Text(object? value) => value switch
    {
        null => "NULL",
        double d => d.ToString("0.####", CultureInfo.InvariantCulture),
        DateTime t => t.ToString("yyyy-MM-dd HH:mm:ss.FFF", CultureInfo.InvariantCulture),
        byte[] b => $"{b.Length} bytes",
        IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
