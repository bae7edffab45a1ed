using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Runtime.Rest;
using Ms2Lab.Kafka.Client;

namespace Ms2Lab.Connect.Runtime.Workers;

/// <summary>
/// The properties of the Kafka clients that a worker makes for its connectors: presets, then the worker's prefixed settings, then the connector's
/// overrides (KIP-458). Only bootstrap.servers comes from the worker's unprefixed settings.
/// </summary>
internal static class ConnectorClients
{
    private const string Idempotence = "enable.idempotence";

    private static readonly Dictionary<string, string> ConsumerPresets = new() { ["enable.auto.commit"] = "false", ["auto.offset.reset"] = "earliest" };

    private static readonly Dictionary<string, string> ProducerPresets = new()
    {
        ["acks"] = "all",
        ["max.in.flight.requests.per.connection"] = "1",
        ["delivery.timeout.ms"] = "2147483647",
        ["max.block.ms"] = "9223372036854775807",
        [Idempotence] = "false",
    };

    public static Dictionary<string, string> Consumer(
        IReadOnlyDictionary<string, string> worker, IReadOnlyDictionary<string, string> connector, string name, int task)
    {
        var settings = Merge(ConsumerPresets, worker, connector, "consumer.", "consumer.override.");
        settings.TryAdd("group.id", $"connect-{name}");
        settings.TryAdd("client.id", $"connector-consumer-{name}-{task}");
        return settings;
    }

    public static Dictionary<string, string> SourceProducer(
        IReadOnlyDictionary<string, string> worker, IReadOnlyDictionary<string, string> connector, string name, int task)
    {
        var settings = Merge(ProducerPresets, worker, connector, "producer.", "producer.override.");
        settings.TryAdd("client.id", $"connector-producer-{name}-{task}");
        return settings;
    }

    /// <summary>
    /// The producer of a task that delivers exactly once: idempotent and transactional, whatever worker and connector say. The log says what it overrides.
    /// </summary>
    public static Dictionary<string, string> ExactlyOnceProducer(
        IReadOnlyDictionary<string, string> worker, IReadOnlyDictionary<string, string> connector, ConnectorTaskId task, string transactionalId, WorkerLog log)
    {
        var settings = SourceProducer(worker, connector, task.Connector, task.Task);
        if (!connector.ContainsKey($"producer.override.{Idempotence}") && !worker.ContainsKey($"producer.{Idempotence}"))
        {
            settings.Remove(Idempotence);
        }
        const string Reason = "for connectors when exactly-once source support is enabled";
        Ensure(settings, Idempotence, "true", Reason, StringComparison.OrdinalIgnoreCase, log);
        Ensure(settings, "transactional.id", transactionalId, Reason, StringComparison.Ordinal, log);
        return settings;
    }

    /// <summary>Only what was committed counts in a connector's own offsets topic; where nothing is exactly once the connector may override that.</summary>
    public static IsolationLevel OffsetsIsolation(IReadOnlyDictionary<string, string> worker, IReadOnlyDictionary<string, string> connector, bool isExactlyOnce) =>
        !isExactlyOnce && Merge(ConsumerPresets, worker, connector, "consumer.", "consumer.override.").GetValueOrDefault("isolation.level") == "read_uncommitted"
            ? IsolationLevel.ReadUncommitted
            : IsolationLevel.ReadCommitted;

    public static Dictionary<string, string> DeadLetterProducer(
        IReadOnlyDictionary<string, string> worker, IReadOnlyDictionary<string, string> connector, string name, int task)
    {
        var settings = Merge(ProducerPresets, worker, connector, "producer.", "producer.override.");
        settings.TryAdd("client.id", $"connector-dlq-producer-{name}-{task}");
        return settings;
    }

    /// <summary>Admin clients take the worker's unprefixed settings too.</summary>
    public static Dictionary<string, string> Admin(IReadOnlyDictionary<string, string> worker, IReadOnlyDictionary<string, string> connector) =>
        Merge(worker, worker, connector, "admin.", "admin.override.");

    /// <summary>Reads a client's options from its properties.</summary>
    /// <exception cref="ConfigException">One is wrong; the text is the Java client's.</exception>
    public static T Options<T>(IReadOnlyDictionary<string, string> properties, Func<IReadOnlyDictionary<string, string>, T> read)
    {
        try
        {
            return read(properties);
        }
        catch (ArgumentException e)
        {
            throw new ConfigException(e.Message);
        }
    }

    private static void Ensure(Dictionary<string, string> settings, string name, string value, string reason, StringComparison comparison, WorkerLog log)
    {
        if (settings.TryGetValue(name, out var given) && !given.Equals(value, comparison))
        {
            log.Write(
                TaskLogLevel.Warn,
                $"The value '{given}' for the '{name}' property will be ignored as it cannot be overridden {reason}. The value '{value}' will be used instead.");
        }
        settings[name] = value;
    }

    private static Dictionary<string, string> Merge(
        IReadOnlyDictionary<string, string> presets, IReadOnlyDictionary<string, string> worker, IReadOnlyDictionary<string, string> connector,
        string workerPrefix, string connectorPrefix)
    {
        var settings = new Dictionary<string, string>(presets, StringComparer.Ordinal) { ["bootstrap.servers"] = worker.GetValueOrDefault("bootstrap.servers", "localhost:9092") };
        foreach (var (source, prefix) in new[] { (worker, workerPrefix), (connector, connectorPrefix) })
        {
            foreach (var (key, value) in source.Where(s => s.Key.StartsWith(prefix, StringComparison.Ordinal) && !s.Key.StartsWith(prefix + "override.", StringComparison.Ordinal)))
            {
                settings[key[prefix.Length..]] = value;
            }
        }
        return settings;
    }
}
