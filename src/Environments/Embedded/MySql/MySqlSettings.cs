using System.Security.Cryptography;
using System.Text;
using Ms2Lab.Environments.Core;

namespace Ms2Lab.Environments.Embedded;

/// <summary>Command lines of MySQL as a child process.</summary>
internal static class MySqlSettings
{
    /// <summary>Users and databases of a fresh server: root signs in from 127.0.0.1 without password.</summary>
    public static string FirstSql { get; } = MySqlPreparation.FirstSql("127.0.0.1");

    /// <summary>What a template depends on besides the server's version.</summary>
    public static string Fingerprint { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(' ', MySqlPreparation.Options) + FirstSql)))[..12];

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
        foreach (var option in MySqlPreparation.Options)
        {
            yield return option;
        }
    }

    /// <summary>Arguments that serve a data folder on a loopback port. Socket and pid file are relative to it: their paths have a short limit.</summary>
    public static IEnumerable<string> Serve(ServerCommand command, string data, int port) =>
        [.. Common(command, data), "--bind-address=127.0.0.1", $"--port={port}", "--socket=mysql.sock", "--pid-file=mysql.pid", "--max-connections=200"];
}
