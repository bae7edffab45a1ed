namespace Ms2Lab.Environments.Core;

/// <summary>What an environment shall hold. The defaults ask for one of everything on free ports.</summary>
public sealed record EnvironmentRequest
{
    /// <summary>The parts to start. <see cref="Parts.Connect"/> brings <see cref="Parts.Kafka"/> with it.</summary>
    public Parts Parts { get; init; } = Parts.All;

    /// <summary>Number of Connect workers, 1 or more; they form one cluster.</summary>
    public int ConnectWorkers { get; init; } = 1;

    /// <summary>Number of Kafka brokers, 1 or more; they form one cluster.</summary>
    public int Brokers { get; init; } = 1;

    /// <summary>Ports that somebody asked for; 0 everywhere else.</summary>
    public FixedPorts Ports { get; init; } = FixedPorts.Any;

    /// <summary>
    /// Host by which programs elsewhere, such as in containers, reach the brokers: they get a listener of their own that tells its clients this host. Null for none.
    /// </summary>
    public string? KafkaAdvertisedHost { get; init; }

    /// <summary>Address that the listener for <see cref="KafkaAdvertisedHost"/> binds to; other machines and containers need another one than the default.</summary>
    public string KafkaListenAddress { get; init; } = "127.0.0.1";

    /// <summary>Settings of the Connect workers that differ from the environment's own, by their worker-property names.</summary>
    public IReadOnlyDictionary<string, string> WorkerConfig { get; init; } = new Dictionary<string, string>();

    /// <summary>Settings of the brokers that differ from Kafka's defaults, by their broker-property names.</summary>
    public IReadOnlyDictionary<string, string> BrokerConfig { get; init; } = new Dictionary<string, string>();

    /// <summary>MySQL databases to create besides <c>vectors</c> and <c>Readings</c>.</summary>
    public IReadOnlyList<string> Databases { get; init; } = [];

    /// <summary>The clock of the servers that run in this process. A virtual one makes <see cref="IVirtualClock"/> available.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How long the whole start may take, in real time; it begins anew while servers are being fetched.</summary>
    public TimeSpan StartLimit { get; init; } = TimeSpan.FromMinutes(2);
}
