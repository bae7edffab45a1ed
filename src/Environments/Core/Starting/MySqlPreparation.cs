using MySqlConnector;

namespace Ms2Lab.Environments.Core;

/// <summary>How a MySQL server of ours is set up, whoever runs it: small and quick, with the users and databases of the labs.</summary>
public static class MySqlPreparation
{
    /// <summary>Options that make it small and quick: nothing here is worth keeping after a crash, so nothing is flushed.</summary>
    public static IReadOnlyList<string> Options { get; } =
    [
        "--performance-schema=OFF", "--innodb-buffer-pool-size=32M", "--loose-innodb-redo-log-capacity=8M", "--innodb-log-buffer-size=1M",
        "--innodb-flush-log-at-trx-commit=0", "--innodb-doublewrite=OFF", "--innodb-use-native-aio=0", "--innodb-autoextend-increment=4",
        "--skip-log-bin", "--loose-mysqlx=OFF", "--secure-file-priv=", "--skip-name-resolve", "--character-set-server=utf8mb4",
    ];

    /// <summary>Users and databases of a fresh server: root without password, the labs' users, <c>vectors</c> and <c>Readings</c>.</summary>
    /// <param name="rootHost">Host from which root signs in, as MySQL writes it: <c>127.0.0.1</c>, or <c>%</c> where a container's network stands between.</param>
    public static string FirstSql(string rootHost) =>
        $"""
        CREATE USER 'root'@'{rootHost}' IDENTIFIED BY '';
        GRANT ALL PRIVILEGES ON *.* TO 'root'@'{rootHost}' WITH GRANT OPTION;
        CREATE USER 'lab'@'%' IDENTIFIED BY 'labpass';
        CREATE USER 'usr'@'%' IDENTIFIED BY 'sofe4630u';

        """ + string.Concat(((string[])["vectors", "Readings"]).Select(DatabaseSql));

    /// <summary>Makes further databases on a running server.</summary>
    /// <param name="endpoints">Where it is.</param>
    /// <param name="databases">Their names.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task CreateAsync(Endpoints endpoints, IReadOnlyList<string> databases, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(databases);
        if (databases.Count == 0)
        {
            return;
        }
        await using var connection = new MySqlConnection(endpoints.MySqlConnectionString() + ";Pooling=false");
        await connection.OpenAsync(cancellation).ConfigureAwait(false);
        await using var command = new MySqlCommand(string.Concat(databases.Select(DatabaseSql)), connection);
        await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Statements, a line each, that make a database and give the labs' users all rights on it.</summary>
    private static string DatabaseSql(string name)
    {
        var quoted = $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";
        return $"CREATE DATABASE IF NOT EXISTS {quoted};\nGRANT ALL PRIVILEGES ON {quoted}.* TO 'lab'@'%', 'usr'@'%';\n";
    }
}
