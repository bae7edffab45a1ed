using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Jdbc.Database;
using Ms2Lab.Connect.Jdbc.Source.Queries;
using Ms2Lab.Connect.Jdbc.Source.Settings;

namespace Ms2Lab.Connect.Jdbc.Source;

/// <summary>Whether tables have the columns by which new rows are to be found, and whether these can be null.</summary>
internal sealed class OffsetColumnChecks(JdbcSourceConfig config, JdbcConnection connection)
{
    /// <summary>Whether the columns are there, whatever the case of their names; only a task's first table is looked at.</summary>
    /// <exception cref="ConfigException">One is not there.</exception>
    /// <exception cref="ConnectException">The server does not answer.</exception>
    public async Task ExistAsync(QueryTarget target, OffsetColumns wanted, CancellationToken cancellation)
    {
        var names = (await ColumnsAsync(target, "exist", cancellation).ConfigureAwait(false)).Select(c => c.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (SourceModes.UsesIncrementing(config.Mode) && wanted.Incrementing is { Length: > 0 } id && !names.Contains(id))
        {
            throw new ConfigException($"Incrementing column: {id} does not exist in table '{target.Name}'");
        }

        var missing = wanted.Timestamps.Where(t => !names.Contains(t)).Distinct().ToList();
        if (SourceModes.UsesTimestamp(config.Mode) && missing.Count > 0)
        {
            throw new ConfigException($"Timestamp columns: {string.Join(", ", missing)} do not exist in table '{target.Name}'");
        }
    }

    /// <summary>Whether the column of numbers, and at least one of the timestamps, is never null.</summary>
    /// <exception cref="ConnectException">It can be null, or the server does not answer.</exception>
    public async Task AreNotNullAsync(QueryTarget target, OffsetColumns wanted, CancellationToken cancellation)
    {
        var columns = await ColumnsAsync(target, "are NOT NULL", cancellation).ConfigureAwait(false);
        var id = columns.LastOrDefault(c => c.Name.Equals(wanted.Incrementing, StringComparison.OrdinalIgnoreCase));
        if (SourceModes.UsesIncrementing(config.Mode) && id is { IsNullable: true })
        {
            throw new ConnectException(
                $"Cannot make incremental queries using incrementing column {wanted.Incrementing} on {target.Name} because this column is nullable.");
        }

        if (SourceModes.UsesTimestamp(config.Mode)
            && !columns.Any(c => !c.IsNullable && c != id && wanted.Timestamps.Contains(c.Name, StringComparer.OrdinalIgnoreCase)))
        {
            throw new ConnectException(
                $"Cannot make incremental queries using timestamp columns {string.Join(',', wanted.Timestamps)} on {target.Name} because all of these columns are nullable.");
        }
    }

    private async Task<IReadOnlyList<ListedColumn>> ColumnsAsync(QueryTarget target, string what, CancellationToken cancellation)
    {
        try
        {
            var table = target.Table!;
            return await TableList.ColumnsAsync(connection, table.Catalog ?? config.Catalog, table.Table, cancellation).ConfigureAwait(false);
        }
        catch (SqlException e)
        {
            throw new ConnectException($"Failed trying to validate that columns used for offsets {what}", e);
        }
    }
}
