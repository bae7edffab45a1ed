using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Errors;

/// <summary>The <c>errors.*</c> settings of a connector.</summary>
/// <param name="ToleratesAll">errors.tolerance is all.</param>
/// <param name="RetryTimeout">errors.retry.timeout; null for no end, zero for no retries.</param>
/// <param name="MaxRetryDelay">errors.retry.delay.max.ms.</param>
/// <param name="Log">errors.log.enable.</param>
/// <param name="LogMessages">errors.log.include.messages.</param>
/// <param name="DeadLetterTopic">errors.deadletterqueue.topic.name; null for none.</param>
/// <param name="DeadLetterReplication">errors.deadletterqueue.topic.replication.factor.</param>
/// <param name="DeadLetterHeaders">errors.deadletterqueue.context.headers.enable.</param>
internal sealed record ErrorSettings(
    bool ToleratesAll, TimeSpan? RetryTimeout, TimeSpan MaxRetryDelay, bool Log, bool LogMessages,
    string? DeadLetterTopic, short DeadLetterReplication, bool DeadLetterHeaders)
{
    private static readonly ConfigDef Definition = new ConfigDef()
        .DefineInternal("errors.tolerance", ConfigDefType.String, "none", Importance.Medium)
        .DefineInternal("errors.retry.timeout", ConfigDefType.Long, 0L, Importance.Medium)
        .DefineInternal("errors.retry.delay.max.ms", ConfigDefType.Long, 60_000L, Importance.Medium)
        .DefineInternal("errors.log.enable", ConfigDefType.Boolean, false, Importance.Medium)
        .DefineInternal("errors.log.include.messages", ConfigDefType.Boolean, false, Importance.Medium)
        .DefineInternal("errors.deadletterqueue.topic.name", ConfigDefType.String, "", Importance.Medium)
        .DefineInternal("errors.deadletterqueue.topic.replication.factor", ConfigDefType.Short, (short)3, Importance.Medium)
        .DefineInternal("errors.deadletterqueue.context.headers.enable", ConfigDefType.Boolean, false, Importance.Medium);

    public static ErrorSettings Of(IReadOnlyDictionary<string, string> connectorConfig)
    {
        var values = Definition.Parse(connectorConfig);
        var timeout = values.GetLong("errors.retry.timeout");
        var topic = values.GetString("errors.deadletterqueue.topic.name");
        return new(
            string.Equals(values.GetString("errors.tolerance"), "all", StringComparison.OrdinalIgnoreCase),
            timeout == -1 ? null : TimeSpan.FromMilliseconds(Math.Max(0, timeout)),
            TimeSpan.FromMilliseconds(values.GetLong("errors.retry.delay.max.ms")),
            values.GetBoolean("errors.log.enable"),
            values.GetBoolean("errors.log.include.messages"),
            string.IsNullOrEmpty(topic) ? null : topic,
            values.GetShort("errors.deadletterqueue.topic.replication.factor"),
            values.GetBoolean("errors.deadletterqueue.context.headers.enable"));
    }
}
