using System.Net.Http.Json;
using System.Text.Json;
using Ms2Lab.Environments.Core;
using Ms2Lab.Environments.Embedded;

namespace Ms2Lab.Connect.Tests.Runtime;

/// <summary>Two workers on a virtual clock, with Kafka's default timeouts: a session of 10 s, a rebalance delay of 5 minutes.</summary>
public sealed class WorkerGroupTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Session = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Delay = TimeSpan.FromMinutes(5);

    private readonly VirtualClock _clock = new();
    private readonly HttpClient _http = new();
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"ms2lab-group-{Guid.NewGuid():N}.txt");
    private LabEnvironment _environment = null!;
    private IWorkerControl _workers = null!;
    private Uri _leader = null!;
    private Uri _follower = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _environment = await LabEnvironment.StartAsync(
            new EnvironmentRequest { Parts = Parts.Connect, ConnectWorkers = 2, Time = _clock }, new EmbeddedBackend(), Cancellation);
        _workers = _environment.Capability<IWorkerControl>()!;
        // The first to join leads.
        (_leader, _follower) = (_workers.Workers[0], _workers.Workers[1]);
        await CreateAsync("c");
        await UntilAsync(_leader, "c", s => s.Tasks.Count == 2 && s.All("RUNNING") && s.Tasks.Select(t => t.Worker).Distinct().Count() == 2);
    }

    public async ValueTask DisposeAsync()
    {
        await _environment.DisposeAsync();
        _http.Dispose();
        _clock.Dispose();
        File.Delete(_file);
    }

    [Fact]
    public async Task A_killed_followers_task_is_shown_running_until_session_and_delay_are_over()
    {
        await _workers.KillAsync(_follower, Cancellation);

        await _environment.Capability<IVirtualClock>()!.AdvanceAsync(Session + Delay - TimeSpan.FromSeconds(20), Cancellation);
        (await StatusAsync(_leader, "c")).Tasks.Should().Contain(("RUNNING", Name(_follower)));

        await _clock.AdvanceAsync(TimeSpan.FromSeconds(40), Cancellation);
        await UntilAsync(_leader, "c", s => s.All("RUNNING") && s.AllAt(Name(_leader)));
    }

    [Fact]
    public async Task A_killed_leaders_work_moves_when_its_session_is_over()
    {
        await _workers.KillAsync(_leader, Cancellation);

        await _clock.AdvanceAsync(Session + TimeSpan.FromSeconds(5), Cancellation);

        await UntilAsync(_follower, "c", s => s.All("RUNNING") && s.AllAt(Name(_follower)));
    }

    [Fact]
    public async Task A_worker_stopped_in_order_leaves_its_task_unassigned_for_the_delay()
    {
        await CreateAsync("later");
        await UntilAsync(_leader, "later", s => s.Tasks.Count == 2 && s.All("RUNNING"));
        await _workers.StopAsync(_follower, Cancellation);

        await UntilAsync(_leader, "c", s => s.Tasks.Contains(("UNASSIGNED", Name(_follower))));
        await _clock.AdvanceAsync(Delay + TimeSpan.FromSeconds(5), Cancellation);

        await UntilAsync(_leader, "c", s => s.All("RUNNING") && s.AllAt(Name(_leader)));
    }

    [Fact]
    public async Task A_worker_that_comes_back_waits_for_the_delay_and_gets_its_work_again()
    {
        await _workers.StopAsync(_follower, Cancellation);
        (await _workers.StartAsync(_follower, Cancellation)).Should().Be(_follower);

        await _clock.AdvanceAsync(Delay + TimeSpan.FromSeconds(5), Cancellation);

        await UntilAsync(_leader, "c", s => s.All("RUNNING") && s.Tasks.Count(t => t.Worker == Name(_follower)) == 1);
    }

    [Fact]
    public async Task A_follower_has_the_leader_change_and_delete_connectors()
    {
        (await _http.PutAsJsonAsync(new Uri(_follower, "connectors/c/config"), Config(tasks: 1), Cancellation)).EnsureSuccessStatusCode();
        await UntilAsync(_follower, "c", s => s.Tasks.Count == 1 && s.All("RUNNING"));

        (await _http.PutAsync(new Uri(_follower, "connectors/c/stop"), null, Cancellation)).EnsureSuccessStatusCode();
        await UntilAsync(_leader, "c", s => s.Connector == "STOPPED" && s.Tasks.Count == 0);

        (await _http.DeleteAsync(new Uri(_follower, "connectors/c"), Cancellation)).EnsureSuccessStatusCode();
        await UntilAsync(_leader, "c", s => s.Connector == "none");
    }

    private static string Name(Uri worker) => worker.Authority;

    private Dictionary<string, string> Config(int tasks) => new()
    {
        ["connector.class"] = "FileStreamSink",
        ["topics"] = "t",
        ["file"] = _file,
        ["tasks.max"] = $"{tasks}",
    };

    private async Task CreateAsync(string connector) =>
        (await _http.PutAsJsonAsync(new Uri(_follower, $"connectors/{connector}/config"), Config(tasks: 2), Cancellation)).EnsureSuccessStatusCode();

    private async Task<Seen> StatusAsync(Uri worker, string connector)
    {
        using var answer = await _http.GetAsync(new Uri(worker, $"connectors/{connector}/status"), Cancellation);
        if (!answer.IsSuccessStatusCode)
        {
            return new Seen("none", []);
        }
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        return new Seen(
            body.GetProperty("connector").GetProperty("state").GetString()!,
            [.. body.GetProperty("tasks").EnumerateArray().Select(t => (t.GetProperty("state").GetString()!, t.GetProperty("worker_id").GetString()!))]);
    }

    private async Task UntilAsync(Uri worker, string connector, Func<Seen, bool> condition)
    {
        var began = TimeProvider.System.GetTimestamp();
        var seen = await StatusAsync(worker, connector);
        while (!condition(seen))
        {
            TimeProvider.System.GetElapsedTime(began).Should().BeLessThan(
                Limit, $"{connector} at {worker} should get there; last seen: {seen.Connector} {string.Join(' ', seen.Tasks)}");
            await Task.Delay(20, Cancellation);
            seen = await StatusAsync(worker, connector);
        }
    }

    private sealed record Seen(string Connector, IReadOnlyList<(string State, string Worker)> Tasks)
    {
        public bool All(string state) => Connector == state && Tasks.All(t => t.State == state);

        public bool AllAt(string worker) => Tasks.All(t => t.Worker == worker);
    }
}
