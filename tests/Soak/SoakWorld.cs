using Ms2Lab.Environments.Core;
using Ms2Lab.Environments.Embedded;
using Ms2Lab.Kafka.Client;
using Ms2Lab.Kafka.Client.Admin;
using Ms2Lab.Labs.LabKit;
using Ms2Lab.Labs.LabKit.Clients;

namespace Ms2Lab.Soak.Tests;

/// <summary>A broker and two workers in this process that run a hundred tasks; a third worker comes and goes.</summary>
public sealed class SoakWorld : IAsyncDisposable
{
    /// <summary>How many tasks run all the time.</summary>
    public const int Tasks = 100;

    private const string Lasting = "lasting";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private static readonly Dictionary<string, string> Workers = new()
    {
        ["session.timeout.ms"] = "6000", ["heartbeat.interval.ms"] = "1000", ["scheduled.rebalance.max.delay.ms"] = "0",
    };

    private readonly LabEnvironment _environment;
    private readonly IWorkerControl _control;
    private readonly ConnectRest _connect;
    private readonly string _folder = Directory.CreateTempSubdirectory("ms2lab-soak-").FullName;
    private Uri? _guest;

    private SoakWorld(LabEnvironment environment)
    {
        _environment = environment;
        _control = environment.Capability<IWorkerControl>()!;
        _connect = new ConnectRest(environment.Endpoints.ConnectUris);
    }

    /// <summary>Starts it; when the task ends, a hundred tasks run.</summary>
    public static async Task<SoakWorld> StartAsync(CancellationToken cancellation)
    {
        var request = new EnvironmentRequest { Parts = Parts.Kafka | Parts.Connect, ConnectWorkers = 2, WorkerConfig = Workers };
        var world = new SoakWorld(await LabEnvironment.StartAsync(request, new EmbeddedBackend(), cancellation));
        await using var client = new KafkaClient(new KafkaClientOptions { BootstrapServers = [world._environment.Endpoints.Bootstrap!] });
        (await new KafkaAdmin(client).CreateTopicsAsync([new NewTopic(Lasting, Tasks, 1), new NewTopic("churn", 1, 1)], cancellation: cancellation)).ThrowIfAnyFailed();
        await world.PutAsync(Lasting, world.Sink(Lasting, Tasks), cancellation);
        await world.RunningAsync(Lasting, Tasks, cancellation);
        return world;
    }

    /// <summary>Creates connectors with one task each, waits until all run, and deletes them.</summary>
    public async Task ChurnAsync(int first, int count, CancellationToken cancellation)
    {
        var names = Enumerable.Range(first, count).Select(number => $"churn{number}").ToList();
        await Task.WhenAll(names.Select(name => PutAsync(name, Sink("churn", 1), cancellation)));
        await Task.WhenAll(names.Select(name => RunningAsync(name, 1, cancellation)));
        foreach (var name in names)
        {
            (await _connect.DeleteAsync(name, cancellation)).IsSuccess.Should().BeTrue("a connector that runs can be deleted");
        }
    }

    /// <summary>The third worker joins, or leaves again: in turn gracefully and as if killed.</summary>
    public async Task ComeOrGoAsync(int turn, CancellationToken cancellation)
    {
        if (_guest is not { } guest)
        {
            _guest = await _control.StartAsync(null, cancellation);
            return;
        }
        _guest = null;
        await (turn % 4 < 2 ? _control.StopAsync(guest, cancellation) : _control.KillAsync(guest, cancellation));
    }

    /// <summary>Sends the third worker away, and waits until the hundred tasks run and no other connector is there.</summary>
    public async Task RestAsync(CancellationToken cancellation)
    {
        if (_guest is not null)
        {
            await ComeOrGoAsync(0, cancellation);
        }
        var seen = await Eventually.WatchAsync(_connect.ConnectorsAsync, names => names.Count == 1, Limit, TimeProvider.System, cancellation);
        seen.Last.Should().Equal(Lasting);
        // The status of a killed worker's tasks stays RUNNING until others have taken them over.
        await RunningAsync(Lasting, Tasks, cancellation, _environment.Endpoints.ConnectUris.Select(u => u.Authority).ToHashSet());
    }

    public async ValueTask DisposeAsync()
    {
        _connect.Dispose();
        await _environment.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task PutAsync(string name, Dictionary<string, string> config, CancellationToken cancellation)
    {
        var answer = await _connect.PutAsync(name, config, cancellation);
        answer.IsSuccess.Should().BeTrue($"{name} is a connector as Connect wants it: {answer.Message}");
    }

    private async Task RunningAsync(string name, int tasks, CancellationToken cancellation, HashSet<string>? where = null)
    {
        var seen = await Eventually.WatchAsync(
            c => _connect.StatusAsync(name, c),
            s => s is { IsRunning: true } && s.Tasks.Count == tasks && (where is null || s.Tasks.All(t => where.Contains(t.WorkerId))), Limit, TimeProvider.System, cancellation);
        seen.IsMet.Should().BeTrue($"{name} runs with {tasks} tasks; last seen: {seen.Last?.Describe() ?? "no status"}");
    }

    private Dictionary<string, string> Sink(string topic, int tasks) => new()
    {
        ["connector.class"] = "org.apache.kafka.connect.file.FileStreamSinkConnector",
        ["topics"] = topic,
        ["tasks.max"] = $"{tasks}",
        ["file"] = Path.Combine(_folder, $"{topic}.txt"),
        ["value.converter"] = "org.apache.kafka.connect.storage.StringConverter",
    };
}
