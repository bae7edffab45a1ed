using System.Globalization;
using Ms2Lab.Connect.Runtime.Rest;

namespace Ms2Lab.Connect.Runtime.Configs;

/// <summary>Keys of the config topic (org.apache.kafka.connect.storage.KafkaConfigBackingStore).</summary>
internal static class ConfigKeys
{
    public const string TargetState = "target-state-";
    public const string Connector = "connector-";
    public const string Task = "task-";
    public const string Commit = "commit-";
    public const string Restart = "restart-connector-";
    public const string TaskCount = "tasks-fencing-";
    public const string SessionKey = "session-key";
    public const string Logger = "logger-cluster-";

    /// <summary>The task of a key: the number is behind the last dash, the name between the first and the last.</summary>
    public static ConnectorTaskId? TaskOf(string key)
    {
        var dash = key.LastIndexOf('-');
        return dash > Task.Length && int.TryParse(key.AsSpan(dash + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? new ConnectorTaskId(key[Task.Length..dash], number)
            : null;
    }
}
