using System.Globalization;
using Ms2Lab.Connect.Runtime.Rest;

namespace Ms2Lab.Connect.Runtime.Status;

/// <summary>Keys of the status topic (org.apache.kafka.connect.storage.KafkaStatusBackingStore).</summary>
internal static class StatusKeys
{
    public const string ConnectorPrefix = "status-connector-";
    public const string TaskPrefix = "status-task-";
    public const string TopicPrefix = "status-topic-";
    private const string Separator = ":connector-";

    public static string Of(string connector) => ConnectorPrefix + connector;

    public static string Of(ConnectorTaskId task) => string.Create(CultureInfo.InvariantCulture, $"{TaskPrefix}{task.Connector}-{task.Task}");

    public static string Of(string connector, string topic) => TopicPrefix + topic + Separator + connector;

    /// <summary>The task of a key: the number is behind the last dash.</summary>
    public static ConnectorTaskId? TaskOf(string key)
    {
        var dash = key.LastIndexOf('-');
        return dash > TaskPrefix.Length && int.TryParse(key.AsSpan(dash + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? new ConnectorTaskId(key[TaskPrefix.Length..dash], number)
            : null;
    }

    /// <summary>Connector and topic of a key; a topic's name has no colon.</summary>
    public static (string Connector, string Topic)? TopicOf(string key)
    {
        var colon = key.IndexOf(':', StringComparison.Ordinal);
        var behind = colon + Separator.Length;
        return colon > TopicPrefix.Length && behind < key.Length ? (key[behind..], key[TopicPrefix.Length..colon]) : null;
    }
}
