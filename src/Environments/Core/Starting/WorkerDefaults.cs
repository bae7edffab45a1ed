namespace Ms2Lab.Environments.Core;

/// <summary>The worker properties of an environment's own workers.</summary>
public static class WorkerDefaults
{
    /// <summary>Properties of one worker, by the names that Kafka's <c>connect-distributed</c> reads; those of the request win, the listener apart.</summary>
    /// <param name="bootstrap">Kafka's bootstrap servers.</param>
    /// <param name="port">Port of the REST interface; 0 for any.</param>
    /// <param name="wanted">Properties that the request asks for.</param>
    public static IReadOnlyDictionary<string, string> For(string bootstrap, int port, IReadOnlyDictionary<string, string> wanted)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        var properties = new Dictionary<string, string>
        {
            ["bootstrap.servers"] = bootstrap,
            ["group.id"] = "connect-cluster",
            ["key.converter"] = "org.apache.kafka.connect.json.JsonConverter",
            ["key.converter.schemas.enable"] = "true",
            ["value.converter"] = "org.apache.kafka.connect.json.JsonConverter",
            ["value.converter.schemas.enable"] = "true",
            ["config.storage.topic"] = "connect-configs",
            ["config.storage.replication.factor"] = "1",
            ["offset.storage.topic"] = "connect-offsets",
            ["offset.storage.partitions"] = "1",
            ["offset.storage.replication.factor"] = "1",
            ["status.storage.topic"] = "connect-status",
            ["status.storage.partitions"] = "1",
            ["status.storage.replication.factor"] = "1",
            // Kafka's minute is longer than a lesson wants to wait for committed offsets.
            ["offset.flush.interval.ms"] = "1000",
        };
        foreach (var (name, value) in wanted)
        {
            properties[name] = value;
        }
        properties["listeners"] = $"http://127.0.0.1:{port}";
        return properties;
    }
}
