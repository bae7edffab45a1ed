using Ms2Lab.Connect.Jdbc.Database;

namespace Ms2Lab.Connect.Jdbc.Source;

/// <summary>Lists tables and columns by the rules of JDBC's metadata calls as Connector/J answers them.</summary>
internal static class TableList
{
    private static readonly string[] KnownTypes = ["LOCAL TEMPORARY", "SYSTEM TABLE", "SYSTEM VIEW", "TABLE", "VIEW"];
    private static readonly string[] SystemDatabases = ["information_schema", "mysql", "performance_schema", "sys"];

    /// <summary>The tables of some types, ordered by type, database and name.</summary>
    /// <param name="connection">A connection.</param>
    /// <param name="catalog">The database; null for all that the user sees.</param>
    /// <param name="types">The types, in any case; if none of them is known, all are listed.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="SqlException">The server does not answer.</exception>
    public static async Task<IReadOnlyList<TableId>> OfAsync(
        JdbcConnection connection, string? catalog, IReadOnlyList<string> types, CancellationToken cancellation)
    {
        var scope = catalog is null ? "" : " WHERE TABLE_SCHEMA=@catalog";
        var rows = await connection.QueryAsync(
            $"SELECT TABLE_SCHEMA,TABLE_NAME,TABLE_TYPE FROM information_schema.TABLES{scope}",
            new Dictionary<string, object?> { ["@catalog"] = catalog }, cancellation).ConfigureAwait(false);
        var wanted = KnownTypes.Where(t => types.Contains(t, StringComparer.OrdinalIgnoreCase)).ToList();
        return
        [
            .. rows.Select(r => (Type: TypeOf(r[0], r[2]), Id: new TableId(r[0], null, r[1])))
                .Where(t => wanted.Count == 0 || wanted.Contains(t.Type))
                .OrderBy(t => t.Type, StringComparer.Ordinal).ThenBy(t => t.Id.Catalog, StringComparer.Ordinal).ThenBy(t => t.Id.Table, StringComparer.Ordinal)
                .Select(t => t.Id),
        ];
    }

    /// <summary>The columns of a table. A name without database stands for the tables of that name in every database, and its wildcards count, as in JDBC.</summary>
    /// <exception cref="SqlException">The server does not answer.</exception>
    public static async Task<IReadOnlyList<ListedColumn>> ColumnsAsync(
        JdbcConnection connection, string? catalog, string table, CancellationToken cancellation)
    {
        var scope = catalog is null ? "" : "TABLE_SCHEMA=@catalog AND ";
        var rows = await connection.QueryAsync(
            "SELECT COLUMN_NAME,IF(IS_NULLABLE='YES' AND COLUMN_KEY<>'PRI','1','0'),IF(EXTRA LIKE '%auto_increment%','1','0') FROM information_schema.COLUMNS "
            + $"WHERE {scope}TABLE_NAME LIKE @table ORDER BY TABLE_SCHEMA,TABLE_NAME,ORDINAL_POSITION",
            new Dictionary<string, object?> { ["@catalog"] = catalog, ["@table"] = table }, cancellation).ConfigureAwait(false);
        return [.. rows.Select(r => new ListedColumn(r[0], r[1] == "1", r[2] == "1"))];
    }

    private static string TypeOf(string database, string serverType) => serverType switch
    {
        "BASE TABLE" => SystemDatabases.Contains(database, StringComparer.OrdinalIgnoreCase) ? "SYSTEM TABLE" : "TABLE",
        _ => serverType,
    };
}
