using System.Diagnostics;
using System.Text.RegularExpressions;
using Ms2Lab.Environments.Core;

namespace Ms2Lab.Environments.Embedded;

/// <summary>Finds server programs that are on the machine already and believes only what their <c>--version</c> says.</summary>
/// <param name="variables">Reads an environment variable; null where it is not set.</param>
public sealed partial class ServerLocator(Func<string, string?> variables)
{
    private const int OldestMySql = 8;
    private static readonly string[] UsualFolders = ["/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin", "/usr/local/mysql/bin", "/opt/homebrew/bin"];

    /// <summary>The environment variable that names a server's program.</summary>
    public static string Variable(ServerKind kind) => kind == ServerKind.MySql ? "MS2LAB_MYSQLD" : "MS2LAB_REDIS_SERVER";

    /// <summary>Name of a server's program.</summary>
    public static string ProgramName(ServerKind kind) => kind == ServerKind.MySql ? "mysqld" : "redis-server";

    /// <summary>The program that the variable names, else the first fitting one on the PATH and in the usual folders, else null.</summary>
    /// <exception cref="EnvironmentException">The variable names something that is not such a server.</exception>
    public ServerCommand? Find(ServerKind kind)
    {
        if (variables(Variable(kind)) is { Length: > 0 } named)
        {
            return Ask(kind, [], named, Variable(kind))
                ?? throw new EnvironmentException($"{Variable(kind)} names {named}, which is not {Wanted(kind)}.", "Name such a program or unset the variable.");
        }
        var folders = (variables("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Concat(UsualFolders).Distinct();
        return folders.Select(f => Path.Combine(f, ProgramName(kind))).Where(File.Exists)
            .Select(p => Ask(kind, SystemLoader(p), p, "on this machine")).FirstOrDefault(c => c is not null);
    }

    /// <summary>What people have to install for a server.</summary>
    public static string Wanted(ServerKind kind) => kind == ServerKind.MySql ? $"MySQL {OldestMySql} or newer" : "Redis";

    /// <summary>Asks a program for its version; null where it is not the wanted server.</summary>
    internal static ServerCommand? Ask(ServerKind kind, IReadOnlyList<string> loader, string program, string origin)
    {
        var found = new ServerCommand { Kind = kind, Program = program, Loader = loader, Version = "", Origin = origin };
        var said = VersionText(found);
        var match = kind == ServerKind.MySql ? MySqlVersion().Match(said) : RedisVersion().Match(said);
        var fits = match.Success && (kind == ServerKind.Redis || (int.Parse(match.Groups["major"].ValueSpan, null) >= OldestMySql && !said.Contains("MariaDB", StringComparison.Ordinal)));
        return fits ? found with { Version = match.Groups["version"].Value } : null;
    }

    private static string VersionText(ServerCommand command)
    {
        var start = new ProcessStartInfo(command.Executable) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var argument in command.Arguments(["--version"]))
        {
            start.ArgumentList.Add(argument);
        }
        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            _ = process.StandardError.ReadToEndAsync();
            return process.StandardOutput.ReadToEnd();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "";
        }
    }

    // Ubuntu's AppArmor profile keeps /usr/sbin/mysqld, when it is executed itself, to the system's own data folder; it does not follow the loader.
    private static IReadOnlyList<string> SystemLoader(string program)
    {
        const string Profile = "/etc/apparmor.d/usr.sbin.mysqld";
        string[] loaders = ["/lib64/ld-linux-x86-64.so.2", "/lib/ld-linux-aarch64.so.1"];
        return program == "/usr/sbin/mysqld" && File.Exists(Profile) && Array.Find(loaders, File.Exists) is { } loader ? [loader] : [];
    }

    [GeneratedRegex(@"Ver (?<version>(?<major>\d+)\.\d+[.\d]*)")]
    private static partial Regex MySqlVersion();

    [GeneratedRegex(@"Redis server v=(?<version>[\d.]+)")]
    private static partial Regex RedisVersion();
}
