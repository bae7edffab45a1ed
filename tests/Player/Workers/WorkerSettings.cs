namespace Ms2Lab.Player;

/// <summary>The worker properties with which the scenarios were recorded.</summary>
internal static class WorkerSettings
{
    /// <summary>Properties of one worker; those of the scenario win.</summary>
    public static IReadOnlyDictionary<string, string> For(string bootstrap, IReadOnlyDictionary<string, string> wanted)
    {
        var properties = new Dictionary<string, string>
        {
            ["bootstrap.servers"] = bootstrap,
            ["group.id"] = "connect",
            ["key.converter"] = "org.apache.kafka.connect.json.JsonConverter",
            ["value.converter"] = "org.apache.kafka.connect.json.JsonConverter",
            ["config.storage.topic"] = "connect-configs",
            ["offset.storage.topic"] = "connect-offsets",
            ["status.storage.topic"] = "connect-status",
            ["config.storage.replication.factor"] = "1",
            ["offset.storage.replication.factor"] = "1",
            ["status.storage.replication.factor"] = "1",
            ["offset.storage.partitions"] = "5",
            ["status.storage.partitions"] = "2",
            ["offset.flush.interval.ms"] = "1000",
            ["plugin.discovery"] = "service_load",
            ["config.providers"] = "file,env",
            ["config.providers.file.class"] = "org.apache.kafka.common.config.provider.FileConfigProvider",
            ["config.providers.env.class"] = "org.apache.kafka.common.config.provider.EnvVarConfigProvider",
        };
        foreach (var (name, value) in wanted)
        {
            properties[name] = value;
        }
        return properties;
    }

    /// <summary>Names of the group and topics that make a cluster of a scenario's own.</summary>
    public static Dictionary<string, string> OwnCluster(Scenario scenario) => new(scenario.WorkerConfig)
    {
        ["group.id"] = scenario.Name,
        ["config.storage.topic"] = $"{scenario.Name}-configs",
        ["offset.storage.topic"] = $"{scenario.Name}-offsets",
        ["status.storage.topic"] = $"{scenario.Name}-status",
    };
}
