namespace Ms2Lab.Connect.Api;

/// <summary>A connector from Kafka to somewhere else.</summary>
public abstract class SinkConnector : Connector
{
    /// <summary>
    /// Asked before the connector's committed offsets are changed by hand (a null offset resets). True if the connector has dealt
    /// with it, which it need not; throws to refuse.
    /// </summary>
    public virtual bool AlterOffsets(IReadOnlyDictionary<string, string> props, IReadOnlyDictionary<TopicPartition, long?> offsets) => false;
}
