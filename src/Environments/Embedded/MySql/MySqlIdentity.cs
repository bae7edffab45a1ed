using MySqlConnector;

namespace Ms2Lab.Environments.Embedded;

/// <summary>Tells the server that was just started from another one that took its port before it.</summary>
internal static class MySqlIdentity
{
    /// <summary>Asks the server at an address for its data folder, which no two servers share.</summary>
    /// <param name="connectionString">Address and sign-in.</param>
    /// <param name="data">The data folder that the expected server was given.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The server's version.</returns>
    /// <exception cref="MySqlException">Nothing answers, or the sign-in is refused.</exception>
    /// <exception cref="IOException">Another server answers.</exception>
    public static async Task<string> AskAsync(string connectionString, string data, CancellationToken cancellation)
    {
        await using var connection = new MySqlConnection(new MySqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellation).ConfigureAwait(false);
        await using var command = new MySqlCommand("SELECT @@datadir", connection);
        var served = (string?)await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false) ?? "";
        return Path.TrimEndingDirectorySeparator(served) == Path.TrimEndingDirectorySeparator(data)
            ? connection.ServerVersion
            : throw new IOException($"another MySQL server, with its data in {served}, answers there");
    }
}
