using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Jdbc.Database;

namespace Ms2Lab.Connect.Jdbc.Sink;

/// <summary>Makes tables fit records: creates and extends them as far as the configuration allows.</summary>
internal sealed class DbStructure(JdbcSinkConfig config, DdlStatements ddl)
{
    private readonly TableDefinitions _definitions = new(config.TableTypes);

    /// <summary>Sees to it that the table has all columns.</summary>
    /// <exception cref="TableAlterOrCreateException">It has not, and may not or cannot be made to.</exception>
    /// <exception cref="SqlException">The server refuses to create the table or does not answer.</exception>
    public async Task CreateOrAmendAsync(JdbcConnection connection, TableId table, FieldsMetadata fields, CancellationToken cancellation)
    {
        var definition = await _definitions.GetAsync(connection, table, cancellation).ConfigureAwait(false)
            ?? await CreateAsync(connection, table, fields, cancellation).ConfigureAwait(false);
        for (var retries = config.MaxRetries; definition is not null; retries--)
        {
            var missing = Missing(fields.All, definition.Columns);
            if (missing.Count == 0)
            {
                return;
            }

            CheckMayAmend(definition, missing);
            definition = await AmendAsync(connection, table, missing, retries, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>The fields without a column; names that differ in case only are the same where some name has no exact match.</summary>
    internal static IReadOnlyList<SinkField> Missing(IReadOnlyList<SinkField> fields, IReadOnlyCollection<string> columns)
    {
        var missing = fields.Where(f => !columns.Contains(f.Name)).ToList();
        return missing.Count == 0
            ? missing
            : [.. missing.Where(f => !columns.Contains(f.Name, StringComparer.OrdinalIgnoreCase))];
    }

    private async Task<TableDefinition?> CreateAsync(
        JdbcConnection connection, TableId table, FieldsMetadata fields, CancellationToken cancellation)
    {
        if (!config.AutoCreate)
        {
            throw new TableAlterOrCreateException($"Table {table} is missing and auto-creation is disabled");
        }

        try
        {
            await RunAsync(connection, ddl.Create(table, fields.All), cancellation).ConfigureAwait(false);
        }
        catch (SqlException)
        {
            // Another task may have been quicker; then its table is as good.
            var theirs = await _definitions.RefreshAsync(connection, table, cancellation).ConfigureAwait(false);
            if (theirs is not null)
            {
                return theirs;
            }

            throw;
        }

        return await _definitions.RefreshAsync(connection, table, cancellation).ConfigureAwait(false);
    }

    private void CheckMayAmend(TableDefinition table, IReadOnlyList<SinkField> missing)
    {
        if (table.IsView)
        {
            throw new TableAlterOrCreateException($"View {table.Id} is missing fields ({JavaText.Of(missing)}) and ALTER VIEW is unsupported");
        }

        if (missing.FirstOrDefault(f => !f.IsOptional && f.Schema.DefaultValue is null) is { } required)
        {
            throw new TableAlterOrCreateException(
                $"Cannot ALTER TABLE {table.Id} to add missing field {required}, as the field is not optional and does not have a default value");
        }

        if (!config.AutoEvolve)
        {
            throw new TableAlterOrCreateException($"Table {table.Id} is missing fields ({JavaText.Of(missing)}) and auto-evolution is disabled");
        }
    }

    // Null once the columns are there; the table as it is now if another try is due.
    private async Task<TableDefinition?> AmendAsync(
        JdbcConnection connection, TableId table, IReadOnlyList<SinkField> missing, int retries, CancellationToken cancellation)
    {
        try
        {
            await RunAsync(connection, ddl.Alter(table, missing), cancellation).ConfigureAwait(false);
        }
        catch (SqlException e) when (retries <= 0)
        {
            throw new TableAlterOrCreateException($"Failed to amend TABLE '{table}' to add missing fields: {JavaText.Of(missing)}", e);
        }
        catch (SqlException)
        {
            return await _definitions.RefreshAsync(connection, table, cancellation).ConfigureAwait(false);
        }

        await _definitions.RefreshAsync(connection, table, cancellation).ConfigureAwait(false);
        return null;
    }

    private static async Task RunAsync(JdbcConnection connection, string statement, CancellationToken cancellation)
    {
        await connection.ExecuteAsync(statement, cancellation).ConfigureAwait(false);
        await connection.ExecuteAsync("COMMIT", cancellation).ConfigureAwait(false);
    }
}
