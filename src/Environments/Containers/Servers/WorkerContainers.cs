using DotNet.Testcontainers.Builders;
using Ms2Lab.Environments.Core;

namespace Ms2Lab.Environments.Containers;

/// <summary>The Connect workers of an environment, each in a container, in one group. State is guarded by the lock on the list.</summary>
internal sealed class WorkerContainers : IWorkerControl, IAsyncDisposable
{
    private const int InsidePort = 8083;
    private const string PluginFolder = "/ms2lab/plugins";
    private readonly ImagePins _pins;
    private readonly string _image;
    private readonly EnvironmentRequest _request;
    private readonly LabNetwork _network;
    private readonly List<ContainerServer> _workers = [];
    private int _lastId;

    private WorkerContainers(ImagePins pins, string image, EnvironmentRequest request, LabNetwork network)
    {
        _pins = pins;
        _image = image;
        _request = request;
        _network = network;
    }

    public IReadOnlyList<Uri> Workers
    {
        get
        {
            lock (_workers)
            {
                return [.. _workers.Where(w => w.IsRunning).Select(UriOf)];
            }
        }
    }

    /// <summary>Starts the workers that a request asks for.</summary>
    public static async Task<WorkerContainers> StartAsync(ImagePins pins, string image, EnvironmentRequest request, LabNetwork network, CancellationToken cancellation)
    {
        var workers = new WorkerContainers(pins, image, request, network);
        var ports = PortSequence.From(request.Ports.Connect, request.ConnectWorkers, "Connect");
        foreach (var worker in await ContainerGroup.StartAsync(ports.Select(workers.Plan), cancellation).ConfigureAwait(false))
        {
            workers.Add(worker);
        }
        return workers;
    }

    public Task KillAsync(Uri worker, CancellationToken cancellation = default) => Running(worker).KillAsync(cancellation);

    public Task StopAsync(Uri worker, CancellationToken cancellation = default) => Running(worker).StopAsync(cancellation);

    public async Task<Uri> StartAsync(Uri? worker = null, CancellationToken cancellation = default)
    {
        if (worker is null)
        {
            var further = await ContainerServer.StartAsync(Plan(0), cancellation).ConfigureAwait(false);
            Add(further);
            return UriOf(further);
        }
        ContainerServer? ended;
        lock (_workers)
        {
            ended = _workers.Find(w => UriOf(w) == worker);
        }
        await (ended ?? throw new EnvironmentException($"No worker was at {worker}.", "Name one that was ended, or none for a further one.")).StartAsync(cancellation).ConfigureAwait(false);
        return worker;
    }

    public ValueTask DisposeAsync()
    {
        lock (_workers)
        {
            return ContainerGroup.DisposeAsync([.. _workers]);
        }
    }

    private static Uri UriOf(ContainerServer worker) => new($"http://{worker.Address}");

    private void Add(ContainerServer worker)
    {
        lock (_workers)
        {
            _workers.Add(worker);
        }
        _network.Add(Parts.Connect, worker);
    }

    private ContainerServer Running(Uri worker)
    {
        lock (_workers)
        {
            return _workers.Find(w => w.IsRunning && UriOf(w) == worker) ?? throw new EnvironmentException($"No worker runs at {worker}.");
        }
    }

    private ServerPlan Plan(int port)
    {
        var alias = $"connect-{Interlocked.Increment(ref _lastId)}";
        return new ServerPlan
        {
            Name = $"The Connect worker {alias}",
            Alias = alias,
            Network = _network,
            Pause = TimeSpan.FromMilliseconds(250),
            Port = port,
            Ask = (address, cancellation) => RestProbe.AskConnectAsync(EndpointAddress.ToUri(address), cancellation),
            Container = common => Plugins(common.On(new ContainerBuilder(_image), InsidePort)).WithEnvironment(ImageVariables.Of("CONNECT", Settings(alias))).Build(),
        };
    }

    private ContainerBuilder Plugins(ContainerBuilder builder) => _pins.PluginFolder is { } folder ? builder.WithResourceMapping(new DirectoryInfo(folder), PluginFolder) : builder;

    private Dictionary<string, string> Settings(string alias)
    {
        var defaults = new Dictionary<string, string> { ["plugin.path"] = $"/usr/share/java,/usr/share/confluent-hub-components,{PluginFolder}" };
        foreach (var (name, value) in WorkerDefaults.For(KafkaContainers.InsideBootstrap(_request.Brokers), InsidePort, _request.WorkerConfig))
        {
            defaults[name] = value;
        }
        defaults["listeners"] = $"http://0.0.0.0:{InsidePort}";
        defaults["rest.advertised.host.name"] = alias;
        return defaults;
    }
}
