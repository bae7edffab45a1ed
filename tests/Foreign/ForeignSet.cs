using System.Collections.Concurrent;
using System.Diagnostics;

namespace Ms2Lab.Foreign;

/// <summary>A set of foreign programs or libraries that <c>scripts/clients</c> provides: where it lies, and what environment its programs need.</summary>
public sealed class ForeignSet
{
    private static readonly TimeSpan FetchLimit = TimeSpan.FromMinutes(10);
    private static readonly ConcurrentDictionary<string, Lazy<Task<(ForeignSet? Set, string Reason)>>> Known = new();

    private ForeignSet(string root) => Root = root;

    /// <summary>The folder that it lies under; "/" where the machine has it itself.</summary>
    public string Root { get; }

    /// <summary>Variables with which its programs and the machine's interpreters find what is in it.</summary>
    public IReadOnlyDictionary<string, string> Variables => Root == "/" ? Machine : new Dictionary<string, string>(Machine)
    {
        ["PATH"] = $"{Root}/usr/bin:{Environment.GetEnvironmentVariable("PATH")}",
        ["LD_LIBRARY_PATH"] = $"{Root}/usr/lib/x86_64-linux-gnu:{Root}/usr/lib/aarch64-linux-gnu",
        ["PYTHONPATH"] = $"{Root}/usr/lib/python3/dist-packages",
        ["GOPATH"] = $"{Root}/usr/share/gocode:/usr/share/gocode",
        ["NODE_PATH"] = $"{Root}/node_modules",
    };

    // GOPATH mode, as Debian packages Go libraries; Python without a user's own packages, so that what is tested is what the set says.
    private static Dictionary<string, string> Machine => new() { ["GO111MODULE"] = "off", ["GOPATH"] = "/usr/share/gocode", ["PYTHONNOUSERSITE"] = "1", ["PYTHONUNBUFFERED"] = "1" };

    /// <summary>The set, fetched on the first call; where it is not to be had the test is skipped and says why.</summary>
    /// <param name="name">Its name in the table of <c>scripts/clients</c>.</param>
    public static async Task<ForeignSet> GetAsync(string name)
    {
        var (set, reason) = await Known.GetOrAdd(name, n => new(() => FetchAsync(n))).Value.ConfigureAwait(false);
        if (set is null)
        {
            Assert.Skip($"{name} cannot be had here: {reason}");
        }
        return set;
    }

    /// <summary>A program of the set: <c>usr/bin/NAME</c> in it, else the machine's own.</summary>
    public string Program(string name)
    {
        var own = Path.Combine(Root, "usr/bin", name);
        return File.Exists(own) ? own : name;
    }

    private static async Task<(ForeignSet? Set, string Reason)> FetchAsync(string name)
    {
        var script = Path.Combine(RepositoryFolder.Root, "scripts/clients");
        using var limit = new CancellationTokenSource(FetchLimit);
        using var fetch = Process.Start(new ProcessStartInfo(script, [name]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        try
        {
            var errors = fetch.StandardError.ReadToEndAsync(limit.Token);
            var output = (await fetch.StandardOutput.ReadToEndAsync(limit.Token).ConfigureAwait(false)).Trim();
            await fetch.WaitForExitAsync(limit.Token).ConfigureAwait(false);
            return fetch.ExitCode == 0 ? (new ForeignSet(output), "") : (null, (await errors.ConfigureAwait(false)).Trim());
        }
        catch (OperationCanceledException)
        {
            fetch.Kill(entireProcessTree: true);
            return (null, $"fetching took longer than {FetchLimit.TotalMinutes:0} minutes");
        }
    }
}
