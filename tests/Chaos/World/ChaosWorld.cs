using Ms2Lab.Environments.Core;
using Ms2Lab.Environments.Embedded;
using Ms2Lab.Kafka.Broker;
using Ms2Lab.Kafka.Client;
using Ms2Lab.Kafka.Client.Admin;
using Ms2Lab.Player;

namespace Ms2Lab.Chaos.Tests;

/// <summary>Three brokers, MySQL, Redis, and one worker group of workers in this process and others of their own. Rounds use it one after the other and leave it whole.</summary>
public sealed class ChaosWorld : IAsyncLifetime
{
    /// <summary>How many brokers there are; every topic is on all of them.</summary>
    public const int Brokers = 3;

    private readonly IWorkerHost _embedded;
    private readonly int _embeddedCount;
    private readonly int _processCount;
    private readonly string _folder = Directory.CreateTempSubdirectory("ms2lab-chaos-").FullName;
    private EmbeddedKafka? _kafka;
    private LabEnvironment? _servers;
    private KafkaClient? _client;

    /// <summary>A world with two workers of each kind.</summary>
    public ChaosWorld()
        : this(new EmbeddedWorkers(), embeddedCount: 2, processCount: 2)
    {
    }

    internal ChaosWorld(IWorkerHost embedded, int embeddedCount, int processCount)
    {
        _embedded = embedded;
        _embeddedCount = embeddedCount;
        _processCount = processCount;
    }

    public EmbeddedKafka Kafka => _kafka!;

    public KafkaClient Client => _client!;

    public KafkaAdmin Admin => new(Client);

    /// <summary>Where MySQL, Redis and the brokers are.</summary>
    public Endpoints Endpoints => _servers!.Endpoints with { Bootstrap = Kafka.BootstrapServers };

    public IMySqlControl MySql => _servers!.Capability<IMySqlControl>()!;

    public IRedisControl Redis => _servers!.Capability<IRedisControl>()!;

    /// <summary>The workers in this process.</summary>
    public WorkerSlots Embedded { get; private set; } = null!;

    /// <summary>The workers that are processes.</summary>
    public WorkerSlots Processes { get; private set; } = null!;

    /// <summary>Base addresses of all workers that run now.</summary>
    public IReadOnlyList<Uri> Workers => [.. Embedded.Running.Concat(Processes.Running).Select(w => new Uri($"http://{w.Address}"))];

    public async ValueTask InitializeAsync()
    {
        _kafka = await EmbeddedKafka.StartAsync(new EmbeddedKafkaOptions { Brokers = Brokers, Configs = WorldSettings.Brokers });
        _servers = await LabEnvironment.StartAsync(new EnvironmentRequest { Parts = Parts.MySql | Parts.Redis, StartLimit = TimeSpan.FromMinutes(5) }, new EmbeddedBackend());
        _client = new KafkaClient(new KafkaClientOptions { BootstrapServers = [.. _kafka.Brokers.Select(b => b.Address)], ClientId = "chaos" });
        var settings = WorldSettings.Workers(_kafka.BootstrapServers);
        Embedded = new WorkerSlots(_embedded, settings, _embeddedCount);
        Processes = new WorkerSlots(new ProcessWorkers(["dotnet", Path.Combine(AppContext.BaseDirectory, "lab.dll"), "connect-worker"], _folder), settings, _processCount);
        await Task.WhenAll(Embedded.HealAsync(CancellationToken.None), Processes.HealAsync(CancellationToken.None));
    }

    /// <summary>Starts whatever is down.</summary>
    public async Task HealAsync(CancellationToken cancellation)
    {
        for (var broker = 1; broker <= Brokers; broker++)
        {
            Kafka.Restart(broker);
        }
        await Task.WhenAll(MySql.StartAsync(cancellation), Redis.StartAsync(cancellation));
        await Task.WhenAll(Embedded.HealAsync(cancellation), Processes.HealAsync(cancellation));
    }

    /// <summary>Worker processes of this world that run, known to it or not.</summary>
    public int ProcessCount() => OrphanSearch.Count(_folder);

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(Embedded.EndAsync(), Processes.EndAsync());
        Embedded.Dispose();
        Processes.Dispose();
        await (_client?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_servers?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_kafka?.DisposeAsync() ?? ValueTask.CompletedTask);
        var orphans = ProcessCount();
        Directory.Delete(_folder, recursive: true);
        if (orphans > 0)
        {
            throw new InvalidOperationException($"{orphans} worker processes outlived their world");
        }
    }
}
