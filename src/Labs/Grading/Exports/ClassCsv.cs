using System.Text;

namespace Ms2Lab.Labs.Grading;

/// <summary>The class as a table: one row a hand-in, one column a check with its verdict. RFC 4180, UTF-8.</summary>
public static class ClassCsv
{
    /// <summary>Writes the table.</summary>
    /// <param name="columns">Names of all checks; a check that has no verdict yet is an empty cell.</param>
    /// <param name="reports">The hand-ins.</param>
    public static string Write(IReadOnlyList<string> columns, IEnumerable<HandInReport> reports)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(reports);
        var csv = new StringBuilder();
        Row(csv, ["hand_in", "earned", "possible", .. columns]);
        foreach (var report in reports)
        {
            var verdicts = report.Labs.SelectMany(GradeColumns.Of).ToDictionary(c => c.Column, c => c.Check.Verdict.ToString().ToLowerInvariant());
            Row(csv, [report.HandIn, Number(report.Score.Earned), Number(report.Score.Possible), .. columns.Select(c => verdicts.GetValueOrDefault(c, ""))]);
        }
        return csv.ToString();
    }

    private static string Number(int value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static void Row(StringBuilder csv, IEnumerable<string> cells) => csv.AppendJoin(',', cells.Select(Cell)).Append("\r\n");

    // A name that a spreadsheet would take for a formula gets an apostrophe in front.
    private static string Cell(string text)
    {
        var safe = text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + text : text;
        return safe.AsSpan().ContainsAny(",\"\r\n") ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
