using System.Security.Cryptography;
using System.Text;

namespace Ms2Lab.Environments.Embedded;

/// <summary>Command lines of MySQL that make it small and quick: nothing here is worth keeping after a crash, so nothing is flushed.</summary>
internal static class MySqlSettings
{
    private static readonly string[] Small =
    [
        "--performance-schema=OFF", "--innodb-buffer-pool-size=32M", "--loose-innodb-redo-log-capacity=8M", "--innodb-log-buffer-size=1M",
        "--innodb-flush-log-at-trx-commit=0", "--innodb-doublewrite=OFF", "--innodb-use-native-aio=0", "--innodb-autoextend-increment=4",
        "--skip-log-bin", "--loose-mysqlx=OFF", "--secure-file-priv=", "--skip-name-resolve", "--character-set-server=utf8mb4",
    ];

    /// <summary>Users and databases of a fresh server: root signs in from 127.0.0.1 without password.</summary>
    public static string FirstSql { get; } =
        """
        CREATE USER 'root'@'127.0.0.1' IDENTIFIED BY '';
        GRANT ALL PRIVILEGES ON *.* TO 'root'@'127.0.0.1' WITH GRANT OPTION;
        CREATE USER 'lab'@'%' IDENTIFIED BY 'labpass';
        CREATE USER 'usr'@'%' IDENTIFIED BY 'sofe4630u';

        """ + string.Concat(((string[])["vectors", "Readings"]).Select(DatabaseSql));

    /// <summary>Statements, a line each, that make a database and give the labs' users all rights on it.</summary>
    public static string DatabaseSql(string name)
    {
        var quoted = $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";
        return $"CREATE DATABASE IF NOT EXISTS {quoted};\nGRANT ALL PRIVILEGES ON {quoted}.* TO 'lab'@'%', 'usr'@'%';\n";
    }

    /// <summary>What a template depends on besides the server's version.</summary>
    public static string Fingerprint { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(' ', Small) + FirstSql)))[..12];

    /// <summary>Arguments that both making a data folder and serving it need.</summary>
    public static IEnumerable<string> Common(ServerCommand command, string data)
    {
        yield return "--no-defaults";
        if (Environment.UserName == "root")
        {
            yield return "--user=root";
        }
        yield return $"--basedir={command.Prefix}";
        yield return $"--datadir={data}";
        var share = Path.Combine(command.Prefix, "share/mysql");
        if (Directory.Exists(share))
        {
            yield return $"--lc-messages-dir={share}";
            yield return $"--character-sets-dir={Path.Combine(share, "charsets")}";
        }
        foreach (var setting in Small)
        {
            yield return setting;
        }
    }

    /// <summary>Arguments that serve a data folder on a loopback port. Socket and pid file are relative to it: their paths have a short limit.</summary>
    public static IEnumerable<string> Serve(ServerCommand command, string data, int port) =>
        [.. Common(command, data), "--bind-address=127.0.0.1", $"--port={port}", "--socket=mysql.sock", "--pid-file=mysql.pid", "--max-connections=200"];
}
