using Ms2Lab.Environments.Core;
using Ms2Lab.Kafka.Broker;
using Ms2Lab.Kafka.Broker.Faults;
using Ms2Lab.Kafka.Protocol;

namespace Ms2Lab.Environments.Embedded;

/// <summary>The Kafka brokers of an environment: in this process, on 127.0.0.1, each at the address that it tells its clients.</summary>
internal sealed class KafkaCluster : IAsyncDisposable, IBrokerControl, IBrokerFaults
{
    private const string Elsewhere = "ELSEWHERE";
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(10);
    private readonly EmbeddedKafka _kafka;

    private KafkaCluster(EmbeddedKafka kafka) => _kafka = kafka;

    /// <summary>Addresses of all brokers, <c>host:port</c>, separated by commas.</summary>
    public string BootstrapServers => _kafka.BootstrapServers;

    /// <summary>The same on the listener for programs elsewhere; null without one.</summary>
    public string? BootstrapElsewhere { get; private init; }

    /// <inheritdoc/>
    public IReadOnlyList<int> Brokers => [.. _kafka.Brokers.Select(b => b.Id)];

    /// <inheritdoc/>
    public Task KillAsync(int broker, CancellationToken cancellation = default) => DoAsync(() => _kafka.KillAsync(broker));

    /// <inheritdoc/>
    public Task RestartAsync(int broker, CancellationToken cancellation = default) => DoAsync(() =>
    {
        _kafka.Restart(broker);
        return Task.CompletedTask;
    });

    /// <inheritdoc/>
    public Task MoveLeaderAsync(string topic, int partition, int broker, CancellationToken cancellation = default) => DoAsync(() =>
    {
        _kafka.MoveLeader(topic, partition, broker);
        return Task.CompletedTask;
    });

    /// <inheritdoc/>
    public Task MoveCoordinatorsAsync(CancellationToken cancellation = default) => DoAsync(() =>
    {
        _kafka.MoveCoordinators();
        return Task.CompletedTask;
    });

    /// <inheritdoc/>
    public IDisposable FailRequests(short api, short error, string? topic = null, int? times = null) =>
        _kafka.AddFault(new FaultRule(FaultAction.Fail((ErrorCode)error)) { Apis = [(ApiKey)api], Topic = topic, Times = times });

    /// <inheritdoc/>
    public IDisposable DelayRequests(short api, TimeSpan delay, int? times = null) => _kafka.AddFault(new FaultRule(FaultAction.Delay(delay)) { Apis = [(ApiKey)api], Times = times });

    /// <inheritdoc/>
    public IDisposable CloseConnections(short api, int? times = null) => _kafka.AddFault(new FaultRule(FaultAction.CloseAfter) { Apis = [(ApiKey)api], Times = times });

    /// <summary>Starts the brokers that a request asks for and waits until the first one answers.</summary>
    /// <exception cref="EnvironmentException">A port is taken or beyond 65535, or no broker answers.</exception>
    public static async Task<KafkaCluster> StartAsync(EnvironmentRequest request, CancellationToken cancellation)
    {
        var ports = PortSequence.From(request.Ports.Kafka, request.Brokers, "Kafka");
        var elsewhere = request.KafkaAdvertisedHost is null ? null : new ListenerOptions
        {
            Name = Elsewhere,
            Host = request.KafkaListenAddress,
            AdvertisedHost = request.KafkaAdvertisedHost,
            Ports = PortSequence.From(request.Ports.KafkaAdvertised, request.Brokers, "Kafka"),
        };
        var options = new EmbeddedKafkaOptions
        {
            Brokers = request.Brokers, Ports = ports, Configs = request.BrokerConfig, Time = request.Time, MoreListeners = elsewhere is null ? [] : [elsewhere],
            CreatesTopicsLate = request.Time is not IVirtualClock, // Nobody would move the clock on for a topic.
        };
        var kafka = await BindAsync(options, cancellation).ConfigureAwait(false);
        var cluster = new KafkaCluster(kafka) { BootstrapElsewhere = elsewhere is null ? null : kafka.BootstrapServersOf(Elsewhere) };
        try
        {
            await PartProbe.UntilAnswerAsync("Kafka", c => KafkaProbe.AskAsync(cluster.BootstrapServers, tls: false, c), AnswerLimit, cancellation).ConfigureAwait(false);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Ends every broker; what they held is gone.</summary>
    public ValueTask DisposeAsync() => _kafka.DisposeAsync();

    private static async Task DoAsync(Func<Task> action)
    {
        try
        {
            await action().ConfigureAwait(false);
        }
        catch (Exception e) when (e is ArgumentException or IOException)
        {
            throw new EnvironmentException($"The embedded Kafka cannot do that: {e.Message}", "", e);
        }
    }

    private static async Task<EmbeddedKafka> BindAsync(EmbeddedKafkaOptions options, CancellationToken cancellation)
    {
        try
        {
            return await EmbeddedKafka.StartAsync(options, cancellation).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            throw new EnvironmentException($"Kafka did not start: {e.Message}", "", e);
        }
    }
}
