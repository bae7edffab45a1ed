using Ms2Lab.Environments.Core;
using Ms2Lab.Labs.LabKit.Clients;
using Ms2Lab.Labs.LabKit.Submissions;

namespace Ms2Lab.Labs.LabKit;

/// <summary>What a step has at hand: the addresses, clients of the servers, the submission and a folder to work in.</summary>
/// <remarks>Clients connect when first used. One context serves one run and is not shared between threads.</remarks>
public sealed class LabContext : IAsyncDisposable
{
    private readonly LabEnvironment _environment;
    private readonly Dictionary<string, string> _notes = [];
    private ConnectRest? _connect;
    private LabKafka? _kafka;
    private LabRedis? _redis;
    private LabRegistry? _registry;

    /// <summary>Creates a context.</summary>
    /// <param name="environment">The servers; the caller disposes them.</param>
    /// <param name="submission">The artifacts that act.</param>
    /// <param name="workspace">Folder for files that steps read and write; must exist.</param>
    /// <param name="time">The clock of every wait.</param>
    public LabContext(LabEnvironment environment, Submission submission, string workspace, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(environment);
        _environment = environment;
        Submission = submission;
        Workspace = workspace;
        Time = time ?? TimeProvider.System;
        MySql = new LabMySql(environment.Endpoints);
    }

    /// <summary>Where the servers are.</summary>
    public Endpoints Endpoints => _environment.Endpoints;

    /// <summary>Name of the backend on which verdicts are earned.</summary>
    public string Backend => _environment.Backend;

    /// <summary>The artifacts that act.</summary>
    public Submission Submission { get; }

    /// <summary>Folder for files that steps read and write.</summary>
    public string Workspace { get; }

    /// <summary>The clock of every wait.</summary>
    public TimeProvider Time { get; }

    /// <summary>How long the check that runs now may wait; set by the runner.</summary>
    public TimeSpan Patience { get; internal set; }

    /// <summary>Connect's REST interface.</summary>
    public ConnectRest Connect => _connect ??= new ConnectRest(Endpoints.ConnectUris, Time);

    /// <summary>Kafka, seen from a client.</summary>
    public LabKafka Kafka => _kafka ??= new LabKafka(Endpoints, Time);

    /// <summary>MySQL, as its administrator.</summary>
    public LabMySql MySql { get; }

    /// <summary>Redis.</summary>
    public LabRedis Redis => _redis ??= new LabRedis(Endpoints);

    /// <summary>The Schema Registry.</summary>
    public LabRegistry Registry => _registry ??= new LabRegistry(Endpoints);

    /// <summary>Whether the backend offers a capability.</summary>
    /// <param name="capability">The capability's interface.</param>
    public bool Has(Type capability) =>
        typeof(LabEnvironment).GetMethod(nameof(LabEnvironment.Capability))!.MakeGenericMethod(capability).Invoke(_environment, null) is not null;

    /// <summary>The capability of that kind, or null where the backend lacks it.</summary>
    public T? Capability<T>()
        where T : class, ICapability => _environment.Capability<T>();

    /// <summary>Keeps what an action was told, for example why a connector was refused, so that a check can repeat it.</summary>
    public void Note(string about, string text) => _notes[about] = text;

    /// <summary>What was noted about a thing, or null.</summary>
    public string? NoteOn(string about) => _notes.GetValueOrDefault(about);

    /// <summary>Looks until the world is as expected or the check's limit is over.</summary>
    /// <typeparam name="T">What the probe returns.</typeparam>
    /// <param name="expected">What should be seen, in words.</param>
    /// <param name="probe">Looks.</param>
    /// <param name="until">Whether that is it.</param>
    /// <param name="describe">What was seen, in words.</param>
    /// <param name="next">One action that helps where it is not, given what was seen last.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="hopeless">Whether it cannot become so any more: the wait then ends at once.</param>
    public async Task<CheckResult> ExpectAsync<T>(
        string expected, Func<CancellationToken, Task<T>> probe, Func<T, bool> until, Func<T, string> describe, Func<T, string> next,
        CancellationToken cancellation, Func<T, bool>? hopeless = null)
    {
        ArgumentNullException.ThrowIfNull(until);
        ArgumentNullException.ThrowIfNull(describe);
        ArgumentNullException.ThrowIfNull(next);
        var seen = await Eventually.WatchAsync(probe, t => until(t) || hopeless?.Invoke(t) == true, Patience, Time, cancellation);
        var observed = describe(seen.Last);
        return until(seen.Last) ? CheckResult.Passed(observed) : CheckResult.Failed(expected, Waited(observed, seen.Waited), next(seen.Last));
    }

    /// <summary>Closes the clients. The environment stays.</summary>
    public async ValueTask DisposeAsync()
    {
        _connect?.Dispose();
        _kafka?.Dispose();
        _registry?.Dispose();
        if (_redis is not null)
        {
            await _redis.DisposeAsync();
        }
    }

    private static string Waited(string observed, TimeSpan waited) =>
        waited < TimeSpan.FromSeconds(1) ? observed : FormattableString.Invariant($"{observed} (after {waited.TotalSeconds:0.0} s)");
}
