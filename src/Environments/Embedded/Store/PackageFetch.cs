using System.Globalization;
using Ms2Lab.Environments.Core;

namespace Ms2Lab.Environments.Embedded;

/// <summary>One download of MySQL and Redis with apt, without root: apt gets a private state folder, and packages are unpacked, not installed.</summary>
/// <param name="folder">Empty folder that belongs to this fetch and goes when its process does.</param>
/// <param name="sources">Lines of an apt sources file.</param>
/// <param name="progress">Hears text and share done.</param>
internal sealed class PackageFetch(string folder, IReadOnlyList<string> sources, Action<string, double?> progress)
{
    private const string MySqlPackage = "mysql-server-core";
    private static readonly string[] Unneeded = ["usr/share/doc", "usr/share/man", "usr/share/locale", "usr/share/perl", "usr/share/info"];
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(15);

    private string Configuration => Path.Combine(folder, "apt.conf");

    /// <summary>Downloads and unpacks; returns the root of the unpacked tree.</summary>
    /// <exception cref="PackageFetchException">A step failed; the message is apt's own.</exception>
    public async Task<string> RunAsync(CancellationToken cancellation)
    {
        Prepare();
        progress("reading the package lists", null);
        await RunAsync("/usr/bin/apt-get", ["-c", Configuration, "-q", "-o", "APT::Update::Error-Mode=any", "update"], null, cancellation).ConfigureAwait(false);
        var names = await RunAsync("/usr/bin/apt-cache", ["-c", Configuration, "pkgnames", MySqlPackage], null, cancellation).ConfigureAwait(false);
        var mysql = names.Where(n => n.StartsWith(MySqlPackage, StringComparison.Ordinal)).OrderBy(Release).LastOrDefault()
            ?? throw new PackageFetchException($"the archive has no {MySqlPackage}");
        await RunAsync(
            "/usr/bin/apt-get",
            ["-c", Configuration, "-q", "-y", "-o", "APT::Status-Fd=1", "--download-only", "--no-install-recommends", "install", mysql, "redis-server"],
            Downloaded,
            cancellation).ConfigureAwait(false);
        return await UnpackAsync(cancellation).ConfigureAwait(false);
    }

    private void Prepare()
    {
        foreach (var sub in (string[])["state/lists/partial", "cache/archives/partial", "root"])
        {
            Directory.CreateDirectory(Path.Combine(folder, sub));
        }
        File.WriteAllText(Path.Combine(folder, "status"), "");
        // apt uses packages of a file: archive where they lie; copy: brings them into the cache as any other archive does.
        File.WriteAllLines(Path.Combine(folder, "sources.list"), sources.Select(s => s.Replace(" file:", " copy:", StringComparison.Ordinal)));
        File.WriteAllText(
            Configuration,
            $"""
            #clear APT::Update::Post-Invoke;
            #clear APT::Update::Post-Invoke-Success;
            #clear DPkg::Post-Invoke;
            Dir::State "{folder}/state";
            Dir::State::lists "{folder}/state/lists";
            Dir::State::status "{folder}/status";
            Dir::Cache "{folder}/cache";
            Dir::Cache::archives "{folder}/cache/archives";
            Dir::Cache::pkgcache "";
            Dir::Cache::srcpkgcache "";
            Dir::Etc::sourcelist "{folder}/sources.list";
            Dir::Etc::sourceparts "-";
            Dir::Etc::preferences "-";
            Dir::Etc::preferencesparts "-";
            APT::Sandbox::User "";
            APT::Default-Release "";
            Acquire::Languages "none";
            Acquire::Retries "2";
            Acquire::http::Timeout "20";
            Acquire::https::Timeout "20";

            """);
    }

    private async Task<string> UnpackAsync(CancellationToken cancellation)
    {
        var root = Path.Combine(folder, "root");
        var packages = Directory.GetFiles(Path.Combine(folder, "cache/archives"), "*.deb");
        for (var i = 0; i < packages.Length; i++)
        {
            progress("unpacking", (double)i / packages.Length);
            await RunAsync("/usr/bin/dpkg-deb", ["-x", packages[i], root], null, cancellation).ConfigureAwait(false);
        }
        foreach (var path in Unneeded.Select(u => Path.Combine(root, u)).Where(Directory.Exists))
        {
            Directory.Delete(path, recursive: true);
        }
        return root;
    }

    private async Task<List<string>> RunAsync(string program, IEnumerable<string> arguments, Action<string>? onLine, CancellationToken cancellation)
    {
        using var within = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        within.CancelAfter(Limit);
        var log = Path.Combine(folder, "log");
        await File.WriteAllTextAsync(log, "", cancellation).ConfigureAwait(false);
        // The folder is not given to the child: it serves several commands. A fetch that died is cleared away by the next one.
        await using var child = ChildProcess.Start("/usr/bin/env", ["LC_ALL=C", program, .. arguments], null, log);
        using var reader = new StreamReader(new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        var lines = new List<string>();
        while (!child.Exited.IsCompleted)
        {
            await Task.WhenAny(child.Exited, Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, within.Token)).ConfigureAwait(false);
            within.Token.ThrowIfCancellationRequested();
            await ReadAsync().ConfigureAwait(false);
        }
        await ReadAsync().ConfigureAwait(false);
        return child.ExitCode == 0 ? lines : throw new PackageFetchException(Why(lines));

        async Task ReadAsync()
        {
            while (await reader.ReadLineAsync(cancellation).ConfigureAwait(false) is { } line)
            {
                lines.Add(line);
                onLine?.Invoke(line);
            }
        }
    }

    // dlstatus:ITEM:PERCENT:TEXT, apt's README.progress-reporting
    private void Downloaded(string line)
    {
        var fields = line.Split(':');
        if (fields is ["dlstatus", _, var percent, ..] && double.TryParse(percent, CultureInfo.InvariantCulture, out var share))
        {
            progress("downloading MySQL and Redis", share / 100);
        }
    }

    private static string Why(List<string> lines) =>
        lines.Find(l => l.StartsWith("E: ", StringComparison.Ordinal) || l.Contains("error:", StringComparison.Ordinal))?.Replace("E: ", "", StringComparison.Ordinal)
        ?? lines.FindLast(l => l.Length > 0) ?? "no reason given";

    private static Version Release(string package)
    {
        var suffix = package[MySqlPackage.Length..].TrimStart('-');
        return suffix.Length == 0 ? new Version(int.MaxValue, 0) : Version.TryParse(suffix, out var version) ? version : new Version(0, 0);
    }
}
