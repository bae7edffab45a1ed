namespace Ms2Lab.Kafka.Client;

/// <summary>The property <c>isolation.level</c>, with its values on the wire.</summary>
public enum IsolationLevel : sbyte
{
    /// <summary>Every record up to the high watermark.</summary>
    ReadUncommitted = 0,

    /// <summary>Up to the last stable offset, without records of aborted transactions.</summary>
    ReadCommitted = 1,
}
