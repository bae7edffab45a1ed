using Ms2Lab.Connect.Jdbc.Database;

namespace Ms2Lab.Connect.Jdbc.Source.Queries;

/// <summary>The columns by which new rows of a table or query are found.</summary>
/// <param name="Incrementing">The column of growing numbers; null if the mode uses none, empty to look for one.</param>
/// <param name="Timestamps">The columns of timestamps, the first that is not null counts; empty if the mode uses none.</param>
internal sealed record OffsetColumns(string? Incrementing, IReadOnlyList<string> Timestamps)
{
    /// <summary>The clause that finds and orders new rows, with parameters in the order that <see cref="Criteria"/> gives them.</summary>
    public string Clause(TableId? table, IdentifierQuotes quotes)
    {
        var prefix = table is null ? "" : table.ToSql(quotes) + ".";
        var id = string.IsNullOrEmpty(Incrementing) ? null : prefix + quotes.Quote(Incrementing);
        var columns = Timestamps.Select(t => prefix + quotes.Quote(t)).ToList();
        var timestamp = columns.Count switch { 0 => null, 1 => columns[0], _ => $"COALESCE({string.Join(',', columns)})" };
        return (timestamp, id) switch
        {
            (not null, not null) => $" WHERE {timestamp} < {{0}} AND (({timestamp} = {{1}} AND {id} > {{2}}) OR {timestamp} > {{1}}) ORDER BY {timestamp},{id} ASC",
            (not null, null) => $" WHERE {timestamp} > {{1}} AND {timestamp} < {{0}} ORDER BY {timestamp} ASC",
            (null, not null) => $" WHERE {id} > {{2}} ORDER BY {id} ASC",
            _ => "",
        };
    }
}
