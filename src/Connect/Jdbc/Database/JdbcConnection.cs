using System.Diagnostics;
using MySqlConnector;

namespace Ms2Lab.Connect.Jdbc.Database;

/// <summary>One open connection without auto-commit, in the strict mode that Connector/J asks for. Not safe for concurrent use.</summary>
internal sealed class JdbcConnection : IAsyncDisposable
{
    private const uint LoginSeconds = 40;

    // Strict, as Connector/J makes its sessions; and backslashes escape, because literals are written that way.
    private const string Prepare =
        "SET SESSION sql_mode=CONCAT_WS(',',NULLIF(TRIM(BOTH ',' FROM REPLACE(@@sql_mode,'NO_BACKSLASH_ESCAPES','')),''),'STRICT_TRANS_TABLES'),autocommit=0";

    // An answer that is not older than this is as good as one to a ping: between two deliveries of a busy task lies less.
    private static readonly TimeSpan Fresh = TimeSpan.FromMilliseconds(20);

    private readonly MySqlConnection _connection;
    private long _answered;

    private JdbcConnection(MySqlConnection connection) => _connection = connection;

    /// <summary>The current database, or null if the address names none.</summary>
    public string? Catalog => _connection.Database is { Length: > 0 } database ? database : null;

    /// <summary>Opens a connection; nothing is shared with other connections.</summary>
    /// <exception cref="SqlException">The server refuses or cannot be reached.</exception>
    public static async Task<JdbcConnection> OpenAsync(MySqlConnectionStringBuilder settings, CancellationToken cancellation)
    {
        var connection = new MySqlConnection(new MySqlConnectionStringBuilder(settings.ConnectionString)
        {
            // Entered after signing in: MySqlConnector breaks a statement off over a second connection with these settings, and one that names a database hangs
            // while that is being dropped, which waits for the transaction of the statement that was to be broken off.
            Database = "",
            Pooling = false,
            ConnectionTimeout = LoginSeconds,
            AllowUserVariables = true,
            DefaultCommandTimeout = 0,
            // Columns are read as what they are: a date that is none, a TINYINT(1) that is neither 0 nor 1, a CHAR(36) that is text.
            AllowZeroDateTime = true,
            TreatTinyAsBoolean = false,
            GuidFormat = MySqlGuidFormat.None,
        }.ConnectionString);
        var result = new JdbcConnection(connection);
        try
        {
            await connection.OpenAsync(cancellation).ConfigureAwait(false);
            if (settings.Database.Length > 0)
            {
                await connection.ChangeDatabaseAsync(settings.Database, cancellation).ConfigureAwait(false);
            }
            await result.ExecuteAsync(Prepare, cancellation).ConfigureAwait(false);
            return result;
        }
        catch (MySqlException e)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw SqlException.From(e);
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Whether the server still answers; it is not asked where it has just answered.</summary>
    public Task<bool> IsValidAsync(CancellationToken cancellation) =>
        _connection.State == System.Data.ConnectionState.Open && Stopwatch.GetElapsedTime(_answered) < Fresh ? Task.FromResult(true) : _connection.PingAsync(cancellation);

    /// <summary>Runs a statement, or several separated by semicolons.</summary>
    /// <exception cref="SqlException">The server refuses it or is gone.</exception>
    public async Task ExecuteAsync(string sql, CancellationToken cancellation)
    {
        try
        {
            var command = new MySqlCommand(sql, _connection);
            await using (command.ConfigureAwait(false))
            {
                await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
                _answered = Stopwatch.GetTimestamp();
            }
        }
        catch (MySqlException e)
        {
            throw SqlException.From(e);
        }
        catch (InvalidOperationException e) when (_connection.State != System.Data.ConnectionState.Open)
        {
            throw Broken(e);
        }
    }

    /// <summary>The rows of a query with named parameters, all columns as text.</summary>
    /// <exception cref="SqlException">The server refuses it or is gone.</exception>
    public async Task<IReadOnlyList<string[]>> QueryAsync(
        string sql, IReadOnlyDictionary<string, object?> parameters, CancellationToken cancellation)
    {
        try
        {
            var command = new MySqlCommand(sql, _connection);
            await using (command.ConfigureAwait(false))
            {
                foreach (var (name, value) in parameters)
                {
                    command.Parameters.AddWithValue(name, value);
                }

                return await ReadAsync(command, cancellation).ConfigureAwait(false);
            }
        }
        catch (MySqlException e)
        {
            throw SqlException.From(e);
        }
        catch (InvalidOperationException e) when (_connection.State != System.Data.ConnectionState.Open)
        {
            throw Broken(e);
        }
    }

    /// <summary>Starts a query whose rows are read one by one as they come; the connection is busy until the rows are released.</summary>
    /// <exception cref="SqlException">The server refuses it or is gone.</exception>
    public async Task<JdbcRows> StartQueryAsync(string sql, CancellationToken cancellation)
    {
        var command = new MySqlCommand(sql, _connection);
        try
        {
            return new JdbcRows(command, await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false));
        }
        catch (MySqlException e)
        {
            await command.DisposeAsync().ConfigureAwait(false);
            throw SqlException.From(e);
        }
        catch (InvalidOperationException e) when (_connection.State != System.Data.ConnectionState.Open)
        {
            await command.DisposeAsync().ConfigureAwait(false);
            throw Broken(e);
        }
    }

    /// <summary>Has the server look at a statement without running it.</summary>
    /// <exception cref="SqlException">The server would refuse it.</exception>
    public async Task CheckAsync(string sql, CancellationToken cancellation)
    {
        try
        {
            var command = new MySqlCommand(sql, _connection);
            await using (command.ConfigureAwait(false))
            {
                await command.PrepareAsync(cancellation).ConfigureAwait(false);
            }
        }
        catch (MySqlException e)
        {
            throw SqlException.From(e);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private static async Task<IReadOnlyList<string[]>> ReadAsync(MySqlCommand command, CancellationToken cancellation)
    {
        var rows = new List<string[]>();
        var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.ReadAsync(cancellation).ConfigureAwait(false))
            {
                rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)]);
            }
        }

        return rows;
    }

    private static SqlException Broken(InvalidOperationException error) =>
        new("java.sql.SQLNonTransientConnectionException", "No operations allowed after connection closed.", "08003") { Source = error.Source };
}
