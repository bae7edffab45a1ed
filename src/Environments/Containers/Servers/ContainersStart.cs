using Docker.DotNet;
using DotNet.Testcontainers.Configurations;
using Ms2Lab.Environments.Core;

namespace Ms2Lab.Environments.Containers;

/// <summary>One start of an environment of containers: the ways of its parts.</summary>
internal sealed class ContainersStart
{
    private readonly ImagePins _pins;
    private readonly ImageStore _images;
    private readonly EnvironmentRequest _request;
    private readonly StartedEnvironment _environment;
    private readonly LabNetwork _network;
    private readonly TaskCompletionSource _kafka = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // The waits that the modules bring along look once a second; a container that is up should not wait for the clock.
    static ContainersStart() => TestcontainersSettings.WaitStrategyInterval ??= TimeSpan.FromMilliseconds(50);

    private ContainersStart(ImagePins pins, EnvironmentRequest request, StartedEnvironment environment, LabNetwork network)
    {
        _pins = pins;
        _images = new ImageStore(pins, null);
        _request = request;
        _environment = environment;
        _network = network;
    }

    /// <summary>Starts the parts; their images are there.</summary>
    /// <exception cref="EnvironmentException">A part did not come up; nothing is left running.</exception>
    public static async Task<IRunningEnvironment> RunAsync(ImagePins pins, EnvironmentRequest request, IProgress<PartProgress>? progress, CancellationToken cancellation)
    {
        var environment = new StartedEnvironment("containers");
        try
        {
            using (var client = EngineClient.Create())
            {
                await Ownership.SweepAsync(client, cancellation).ConfigureAwait(false);
            }
            var network = await LabNetwork.CreateAsync(cancellation).ConfigureAwait(false);
            environment.Add(network, e => e with { Inside = new InsideAddresses() });
            var start = new ContainersStart(pins, request, environment, network);
            await new PartStarts(progress).RunAsync(request.Parts.Each().Select(p => (p, start.WayOf(p))), cancellation).ConfigureAwait(false);
            return environment;
        }
        catch (DockerApiException e)
        {
            await environment.DisposeAsync().ConfigureAwait(false);
            throw new EnvironmentException($"The Docker engine refused: {e.Message.ReplaceLineEndings(" ").Trim().TrimEnd('.')}.", "Where it lacks the image of Testcontainers' reaper, set TESTCONTAINERS_RYUK_DISABLED=true.", e);
        }
        catch
        {
            await environment.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private Func<CancellationToken, Task<string>> WayOf(Parts part) => part switch
    {
        Parts.Kafka => KafkaAsync,
        Parts.Connect => ConnectAsync,
        Parts.MySql => MySqlAsync,
        Parts.Redis => RedisAsync,
        Parts.Registry => RegistryAsync,
        _ => throw new ArgumentOutOfRangeException(nameof(part), part, "one part at a time"),
    };

    private async Task<string> KafkaAsync(CancellationToken cancellation)
    {
        var kafka = await KafkaContainers.StartAsync(_images.NameOf(Parts.Kafka), _request, _network, cancellation).ConfigureAwait(false);
        Add(kafka, e => e with { Bootstrap = kafka.Bootstrap }, i => i with { Bootstrap = KafkaContainers.InsideBootstrap(_request.Brokers) });
        _kafka.SetResult();
        return kafka.Bootstrap;
    }

    private async Task<string> ConnectAsync(CancellationToken cancellation)
    {
        await _kafka.Task.WaitAsync(cancellation).ConfigureAwait(false);
        var workers = await WorkerContainers.StartAsync(_pins, _images.NameOf(Parts.Connect), _request, _network, cancellation).ConfigureAwait(false);
        List<string> addresses = [.. workers.Workers.Select(w => w.GetLeftPart(UriPartial.Authority))];
        Add(workers, e => e with { Connect = addresses }, i => i);
        return string.Join(' ', addresses);
    }

    private async Task<string> RegistryAsync(CancellationToken cancellation)
    {
        await _kafka.Task.WaitAsync(cancellation).ConfigureAwait(false);
        var registry = await RegistryContainer.StartAsync(_images.NameOf(Parts.Registry), _request, _network, cancellation).ConfigureAwait(false);
        Add(registry, e => e with { Registry = registry.Address }, i => i with { Registry = RegistryContainer.InsideAddress });
        return registry.Address;
    }

    private async Task<string> MySqlAsync(CancellationToken cancellation)
    {
        var mysql = await MySqlContainerServer.StartAsync(_images.NameOf(Parts.MySql), _request, _network, cancellation).ConfigureAwait(false);
        Add(mysql, e => e with { MySql = mysql.Address }, i => i with { MySql = $"{MySqlContainerServer.Alias}:3306" });
        return mysql.Address;
    }

    private async Task<string> RedisAsync(CancellationToken cancellation)
    {
        var redis = await RedisContainerServer.StartAsync(_images.NameOf(Parts.Redis), _request, _network, cancellation).ConfigureAwait(false);
        Add(redis, e => e with { Redis = redis.Address }, i => i with { Redis = $"{RedisContainerServer.Alias}:6379" });
        return redis.Address;
    }

    private void Add(IAsyncDisposable part, Func<Endpoints, Endpoints> addresses, Func<InsideAddresses, InsideAddresses> inside) =>
        _environment.Add(part, e => addresses(e) with { Inside = inside(e.Inside!) });
}
