using Ms2Lab.Environments.Core;
using MySqlConnector;

namespace Ms2Lab.Labs.LabKit.Clients;

/// <summary>Looks into MySQL as its administrator, and runs scripts as the labs' user.</summary>
public sealed class LabMySql(Endpoints endpoints)
{
    /// <summary>The database of the labs.</summary>
    public const string Database = "Readings";

    /// <summary>The user of the original lab.</summary>
    public const string LabUser = "usr";

    /// <summary>That user's password, public in the lab's text.</summary>
    public const string LabPassword = "sofe4630u";

    /// <summary>Runs a query in the database <c>Readings</c>.</summary>
    /// <param name="sql">The query.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Rows, or the server's words where the table, column or database does not exist.</returns>
    public async Task<TableView> QueryAsync(string sql, CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(cancellation);
        return await QueryAsync(connection, null, sql, cancellation);
    }

    /// <summary>Applies statements, runs a query that sees them, and takes them back.</summary>
    /// <param name="statements">What to do first; not DDL, which MySQL cannot take back.</param>
    /// <param name="query">What to ask then.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<TableView> QueryAfterAsync(string statements, string query, CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var applied = await QueryAsync(connection, transaction, statements, cancellation);
        var view = applied.Problem is null ? await QueryAsync(connection, transaction, query, cancellation) : applied;
        await transaction.RollbackAsync(cancellation);
        return view;
    }

    /// <summary>Runs statements as administrator.</summary>
    public async Task ExecuteAsync(string sql, CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(cancellation);
        await using var command = new MySqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Runs a statement as the labs' user, as a student would.</summary>
    /// <returns>The server's error message, or null where it was accepted.</returns>
    public async Task<string?> RunAsStudentAsync(string sql, CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(endpoints.MySqlConnectionString(Database, LabUser, LabPassword), cancellation);
        await using var command = new MySqlCommand(sql, connection);
        try
        {
            await command.ExecuteNonQueryAsync(cancellation);
            return null;
        }
        catch (MySqlException e)
        {
            return $"{(int)e.ErrorCode}: {e.Message}";
        }
    }

    private Task<MySqlConnection> OpenAsync(CancellationToken cancellation) => OpenAsync(endpoints.MySqlConnectionString(Database), cancellation);

    private async Task<MySqlConnection> OpenAsync(string connectionString, CancellationToken cancellation)
    {
        var connection = new MySqlConnection(connectionString);
        try
        {
            await connection.OpenAsync(cancellation);
            return connection;
        }
        catch (MySqlException e) when (e.ErrorCode == MySqlErrorCode.UnableToConnectToHost)
        {
            await connection.DisposeAsync();
            throw new EnvironmentException($"MySQL does not answer at {endpoints.MySql}.", "See whether `lab up` still runs.", e);
        }
    }

    private static async Task<TableView> QueryAsync(MySqlConnection connection, MySqlTransaction? transaction, string sql, CancellationToken cancellation)
    {
        await using var command = new MySqlCommand(sql, connection, transaction);
        try
        {
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            var rows = new List<IReadOnlyList<object?>>();
            while (await reader.ReadAsync(cancellation))
            {
                rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? null : reader.GetValue(i))]);
            }
            return new([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)], rows);
        }
        catch (MySqlException e) when (e.ErrorCode is MySqlErrorCode.NoSuchTable or MySqlErrorCode.BadFieldError or MySqlErrorCode.UnknownDatabase or MySqlErrorCode.ViewInvalid)
        {
            return new([], [], e.Message);
        }
    }
}
