using MySqlConnector;

namespace Ms2Lab.Environments.Core;

/// <summary>Asks a MySQL server for its version.</summary>
public static class MySqlProbe
{
    /// <summary>Signs in on a connection of its own and runs <c>SELECT VERSION()</c>.</summary>
    /// <returns>One line that says what answered.</returns>
    /// <exception cref="MySqlException">Nothing answers there, or the sign-in is refused.</exception>
    public static async Task<string> AskAsync(string connectionString, CancellationToken cancellation)
    {
        var settings = new MySqlConnectionStringBuilder(connectionString) { Pooling = false };
        await using var connection = new MySqlConnection(settings.ConnectionString);
        await connection.OpenAsync(cancellation).ConfigureAwait(false);
        await using var command = new MySqlCommand("SELECT VERSION()", connection);
        var version = await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false);
        return $"{settings.Server}:{settings.Port}, version {version}";
    }
}
