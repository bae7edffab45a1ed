namespace Ms2Lab.Connect.Api;

/// <summary>A connector from somewhere else to Kafka.</summary>
public abstract class SourceConnector : Connector
{
    /// <summary>Whether it delivers exactly once with that configuration; null if it does not say.</summary>
    public virtual ExactlyOnceSupport? ExactlyOnceSupport(IReadOnlyDictionary<string, string> props) => null;

    /// <summary>Whether it can define transaction boundaries with that configuration.</summary>
    public virtual ConnectorTransactionBoundaries CanDefineTransactionBoundaries(IReadOnlyDictionary<string, string> props) =>
        ConnectorTransactionBoundaries.Unsupported;

    /// <summary>
    /// Asked before stored positions are changed by hand (a null position resets). True if the connector has checked them; throws
    /// to refuse.
    /// </summary>
    public virtual bool AlterOffsets(
        IReadOnlyDictionary<string, string> props,
        IReadOnlyList<KeyValuePair<IReadOnlyDictionary<string, object?>, IReadOnlyDictionary<string, object?>?>> offsets) => false;
}
