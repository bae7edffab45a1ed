using System.Globalization;
using Ms2Lab.Connect.Api;
using Ms2Lab.Kafka.Client.Logs;

namespace Ms2Lab.Connect.Runtime.Workers;

/// <summary>The worker's settings of its three internal topics: <c>config.storage.*</c>, <c>offset.storage.*</c> and <c>status.storage.*</c>.</summary>
internal static class StorageTopics
{
    private const string Replicas = "replication.factor";
    private const string Partitions = "partitions";
    private const string Topic = "topic";

    /// <summary>The topic of one kind and how it is made.</summary>
    /// <param name="worker">The worker's properties.</param>
    /// <param name="kind">config, offset or status.</param>
    /// <param name="partitions">Partitions where the setting is missing.</param>
    /// <exception cref="ConfigException">The topic's name is missing, or a number is none.</exception>
    public static TopicLogOptions Options(IReadOnlyDictionary<string, string> worker, string kind, int partitions)
    {
        var prefix = $"{kind}.storage.";
        var own = worker.Where(w => w.Key.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(w => w.Key[prefix.Length..], w => (string?)w.Value, StringComparer.Ordinal);
        return new TopicLogOptions
        {
            Topic = own.GetValueOrDefault(Topic) ?? throw new ConfigException($"Missing required configuration \"{prefix}{Topic}\" which has no default value."),
            Partitions = Number(own, prefix, Partitions, partitions, "INT"),
            ReplicationFactor = (short)Number(own, prefix, Replicas, 3, "SHORT"),
            Configs = own.Where(o => o.Key is not (Topic or Partitions or Replicas)).ToDictionary(o => o.Key, o => o.Value, StringComparer.Ordinal),
        };
    }

    /// <summary>Why a worker does not start on a topic that Kafka would delete from.</summary>
    /// <param name="error">What was found.</param>
    /// <param name="setting">The setting that names the topic.</param>
    /// <param name="purpose">What it is for, in Connect's words.</param>
    public static ConfigException NotCompacted(CleanupPolicyException error, string setting, string purpose) => new(
        $"Topic '{error.Topic}' supplied via the '{setting}' property is required to have 'cleanup.policy=compact' to guarantee consistency and durability of "
        + $"{purpose}, but found the topic currently has 'cleanup.policy={error.Policy}'. Continuing would likely result in eventually losing {purpose} and problems "
        + $"restarting this Connect cluster in the future. Change the '{setting}' property in the Connect worker configurations to use a topic with 'cleanup.policy=compact'.");

    private static int Number(Dictionary<string, string?> settings, string prefix, string name, int standard, string type)
    {
        if (settings.GetValueOrDefault(name) is not { } text)
        {
            return standard;
        }
        return int.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && (type == "INT" || number is >= short.MinValue and <= short.MaxValue)
            ? number
            : throw new ConfigException(prefix + name, text, $"Not a number of type {type}");
    }
}
