using System.Diagnostics;
using Ms2Lab.Environments.Core;

namespace Ms2Lab.Environments.Embedded;

/// <summary>Which lines of an apt sources file lead to MySQL and Redis, starting from the archives that this machine uses itself.</summary>
/// <remarks>Debian's stable suites have no MySQL, so its unstable suite is taken from the same mirror; the programs then run on that suite's
/// own C library, next to the machine's. Ubuntu has both in its own suites.</remarks>
internal static class PackageSources
{
    /// <summary>The environment variable that replaces the machine's archives by given lines (separated by <c>;</c>).</summary>
    public const string Variable = "MS2LAB_APT_SOURCE";

    private static readonly string[] Keyrings = ["/usr/share/keyrings/debian-archive-keyring.gpg", "/usr/share/keyrings/debian-archive-keyring.pgp"];

    /// <summary>One line of text a source.</summary>
    /// <exception cref="EnvironmentException">This is no Debian or Ubuntu, or its archive is not among the machine's sources.</exception>
    public static IReadOnlyList<string> OfThisMachine()
    {
        if (!File.Exists("/usr/bin/apt-get") || !File.Exists("/usr/bin/dpkg-deb") || !File.Exists("/etc/os-release"))
        {
            throw new EnvironmentException("Servers can be fetched on Debian and Ubuntu only.");
        }
        return From(OsRelease(File.ReadAllLines("/etc/os-release")), IndexTargets());
    }

    /// <summary>The decision alone, from os-release and from apt's <c>repository|suite|component</c> lines.</summary>
    internal static IReadOnlyList<string> From(IReadOnlyDictionary<string, string> release, IReadOnlyList<string> targets)
    {
        var family = $"{release.GetValueOrDefault("ID")} {release.GetValueOrDefault("ID_LIKE")}".Split(' ');
        var rows = targets.Select(t => t.Split('|')).Where(t => t.Length >= 3).ToList();
        if (family.Contains("ubuntu"))
        {
            var suite = release.GetValueOrDefault("UBUNTU_CODENAME") ?? release.GetValueOrDefault("VERSION_CODENAME") ?? "";
            var found = rows.Where(r => suite.Length > 0 && r[1].StartsWith(suite, StringComparison.Ordinal) && r[2] is "main" or "universe")
                .Select(r => (Uri: r[0], Suite: r[1])).Distinct().Select(r => $"deb {r.Uri} {r.Suite} main universe").ToList();
            return found.Count > 0 ? found : throw NoArchive();
        }
        if (family.Contains("debian"))
        {
            var suite = release.GetValueOrDefault("VERSION_CODENAME");
            var mirror = rows.Find(r => r[1] == suite && r[2] == "main") ?? rows.Find(r => r[0].TrimEnd('/').EndsWith("/debian", StringComparison.Ordinal)) ?? throw NoArchive();
            var option = Array.Find(Keyrings, File.Exists) is { } keyring ? $"[signed-by={keyring}] " : "";
            return [$"deb {option}{mirror[0]} unstable main"];
        }
        throw new EnvironmentException("Servers can be fetched on Debian and Ubuntu only.");
    }

    internal static IReadOnlyDictionary<string, string> OsRelease(IEnumerable<string> lines) =>
        lines.Select(l => l.Split('=', 2)).Where(p => p.Length == 2).ToDictionary(p => p[0].Trim(), p => p[1].Trim().Trim('"'));

    private static List<string> IndexTargets()
    {
        var start = new ProcessStartInfo("/usr/bin/apt-get") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["indextargets", "--format", "$(REPO_URI)|$(RELEASE)|$(COMPONENT)", "Created-By: Packages"])
        {
            start.ArgumentList.Add(argument);
        }
        using var apt = Process.Start(start)!;
        _ = apt.StandardError.ReadToEndAsync();
        return [.. apt.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }

    private static EnvironmentException NoArchive() => new("This machine's apt sources name no archive of its own distribution.");
}
