namespace Ms2Lab.Connect.Jdbc.Database;

/// <summary>Looks tables up by JDBC's rules and remembers what it found.</summary>
/// <param name="tableTypes">The types that count: <c>TABLE</c>, <c>PARTITIONED TABLE</c>, <c>VIEW</c>.</param>
internal sealed class TableDefinitions(IReadOnlyList<string> tableTypes)
{
    private readonly Dictionary<TableId, TableDefinition> _known = [];

    /// <summary>The table, or null if it is not there.</summary>
    /// <exception cref="SqlException">The server does not answer.</exception>
    public async Task<TableDefinition?> GetAsync(JdbcConnection connection, TableId id, CancellationToken cancellation) =>
        _known.GetValueOrDefault(id) ?? await RefreshAsync(connection, id, cancellation).ConfigureAwait(false);

    /// <summary>The table as it is now, or null if it is not there.</summary>
    /// <exception cref="SqlException">The server does not answer.</exception>
    public async Task<TableDefinition?> RefreshAsync(JdbcConnection connection, TableId id, CancellationToken cancellation)
    {
        // JDBC's metadata calls take a pattern for the table; a name without wildcards stands for itself.
        var scope = id.Catalog is null ? "" : "TABLE_SCHEMA=@catalog AND ";
        var parameters = new Dictionary<string, object?> { ["@catalog"] = id.Catalog, ["@table"] = id.Table };
        var found = await connection.QueryAsync(
            $"SELECT TABLE_TYPE FROM information_schema.TABLES WHERE {scope}TABLE_NAME LIKE @table", parameters, cancellation).ConfigureAwait(false);
        var types = found.Select(row => TypeOf(row[0])).Where(t => tableTypes.Contains(t, StringComparer.OrdinalIgnoreCase)).ToList();
        if (types.Count == 0)
        {
            return null;
        }

        var columns = await connection.QueryAsync(
            $"SELECT COLUMN_NAME FROM information_schema.COLUMNS WHERE {scope}TABLE_NAME LIKE @table ORDER BY ORDINAL_POSITION",
            parameters, cancellation).ConfigureAwait(false);
        var definition = new TableDefinition(id, types[0] == "VIEW", [.. columns.Select(row => row[0])]);
        _known[id] = definition;
        return definition;
    }

    private static string TypeOf(string serverType) => serverType switch
    {
        "BASE TABLE" => "TABLE",
        _ => serverType,
    };
}
