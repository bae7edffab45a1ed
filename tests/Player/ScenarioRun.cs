using System.Text.Json.Nodes;
using Ms2Lab.Labs.LabKit;
using Ms2Lab.Player.Answers;

namespace Ms2Lab.Player;

/// <summary>What the steps of one scenario share while it is played. One step at a time uses it, so it needs no lock.</summary>
internal sealed class ScenarioRun
{
    /// <summary>
    /// Waits end as soon as their condition holds, so their limit may be long: a machine slower than the one that recorded changes no answer. Shorter limits of the
    /// recordings are raised to this.
    /// </summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly List<IScenarioWorker> _started = [];
    private Dictionary<string, IScenarioWorker> _workers = [];

    public ScenarioRun(Scenario scenario, ScenarioStack stack, string files)
    {
        Scenario = scenario;
        Stack = stack;
        Files = files;
        Settings = scenario.HasOwnWorkers ? WorkerSettings.OwnCluster(scenario) : [];
        Placeholders = new(this);
    }

    public Scenario Scenario { get; }

    public ScenarioStack Stack { get; }

    /// <summary>The folder that <c>${dir}</c> stands for.</summary>
    public string Files { get; }

    /// <summary>Settings of workers that this scenario starts.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; }

    public Placeholders Placeholders { get; }

    /// <summary>Group of the scenario's workers.</summary>
    public string Group => Settings.GetValueOrDefault("group.id", "connect");

    /// <summary>Values that <c>set</c>, <c>capture</c> and <c>times</c> gave names to.</summary>
    public Dictionary<string, string> Values { get; } = [];

    /// <summary>Workers by role.</summary>
    public IReadOnlyDictionary<string, IScenarioWorker> Workers => _workers;

    /// <summary>Starts the workers that the scenario begins with.</summary>
    public async Task StartAsync(CancellationToken cancellation)
    {
        if (Scenario.HasOwnWorkers)
        {
            var workers = await Task.WhenAll(Enumerable.Range(0, Scenario.Workers).Select(_ => StartWorkerAsync(new Dictionary<string, string>(), cancellation)));
            _workers = workers.Select((w, i) => (w, i)).ToDictionary(p => $"w{p.i}", p => p.w);
        }
        else if (Scenario.Steps.Any(AsksWorker))
        {
            _workers["w0"] = await Stack.SharedWorkerAsync(cancellation);
        }
    }

    /// <summary>The worker of a role: a name, a number, or null for the first.</summary>
    public IScenarioWorker Worker(JsonNode? role)
    {
        var name = role switch { null => "w0", JsonValue number when number.TryGetValue<int>(out var i) => $"w{i}", _ => role.GetValue<string>() };
        return _workers.GetValueOrDefault(name) ?? throw new ScenarioFailedException($"no worker has the role {name}; there are {string.Join(", ", _workers.Keys)}");
    }

    /// <summary>Starts a worker of the scenario's own cluster, without a role yet.</summary>
    public async Task<IScenarioWorker> StartWorkerAsync(IReadOnlyDictionary<string, string> more, CancellationToken cancellation)
    {
        var settings = new Dictionary<string, string>(Settings);
        foreach (var (name, value) in more)
        {
            settings[name] = value;
        }
        var worker = await Stack.StartWorkerAsync(settings.ToDictionary(s => s.Key, s => Placeholders.Fill(s.Value)), cancellation);
        lock (_started)
        {
            _started.Add(worker);
        }
        return worker;
    }

    /// <summary>Gives a worker a role.</summary>
    public void Name(string role, IScenarioWorker worker) => _workers[role] = worker;

    /// <summary>Gives all workers new roles.</summary>
    public void Rename(Dictionary<string, IScenarioWorker> roles) => _workers = roles;

    /// <summary>Looks until a condition holds.</summary>
    /// <param name="what">What is waited for, for the message.</param>
    /// <param name="look">Looks.</param>
    /// <param name="until">Whether that is what is waited for.</param>
    /// <param name="within">The recording's limit in seconds, or null for the usual one.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ScenarioFailedException">The condition did not hold in time; the message holds what was last seen.</exception>
    public static async Task<T> UntilAsync<T>(string what, Func<CancellationToken, Task<T>> look, Func<T, bool> until, JsonNode? within, CancellationToken cancellation)
        where T : JsonNode?
    {
        var limit = within is null ? Patience : TimeSpan.FromSeconds(Math.Max(within.GetValue<double>(), Patience.TotalSeconds));
        var seen = await Eventually.WatchAsync(look, until, limit, TimeProvider.System, cancellation);
        return seen.IsMet ? seen.Last : throw new ScenarioFailedException($"{what}: not within {limit.TotalSeconds} s; last seen {Short(PythonJson.Write(seen.Last))}");
    }

    /// <summary>Ends the workers of the scenario's own cluster.</summary>
    public async Task EndWorkersAsync(CancellationToken cancellation)
    {
        foreach (var worker in _started)
        {
            await worker.KillAsync(cancellation);
        }
    }

    private static bool AsksWorker(JsonObject step) => step.First().Key is "rest" or "await" or "watch" or "placement" && step["registry"]?.GetValue<bool>() != true;

    private static string Short(string text) => text.Length > 1500 ? text[..1500] + "…" : text;
}
