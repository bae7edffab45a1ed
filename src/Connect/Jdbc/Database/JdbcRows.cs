using MySqlConnector;

namespace Ms2Lab.Connect.Jdbc.Database;

/// <summary>The rows of a running query. Not safe for concurrent use.</summary>
internal sealed class JdbcRows(MySqlCommand command, MySqlDataReader reader) : IAsyncDisposable
{
    private bool _ended;

    /// <summary>The current row's values and the columns' types.</summary>
    public MySqlDataReader Row => reader;

    /// <summary>Goes to the next row; false after the last.</summary>
    /// <exception cref="SqlException">The server ended the query or is gone.</exception>
    public async ValueTask<bool> NextAsync(CancellationToken cancellation)
    {
        try
        {
            _ended = !await reader.ReadAsync(cancellation).ConfigureAwait(false);
            return !_ended;
        }
        catch (MySqlException e)
        {
            _ended = true;
            throw SqlException.From(e);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_ended)
        {
            // Releasing a reader reads what is left, which may be a whole table.
            command.Cancel();
        }

        try
        {
            await reader.DisposeAsync().ConfigureAwait(false);
        }
        catch (MySqlException)
        {
            // The query was cut short, by us or by the server; whoever read it knows.
        }

        await command.DisposeAsync().ConfigureAwait(false);
    }
}
