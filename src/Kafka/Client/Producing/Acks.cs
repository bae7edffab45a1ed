namespace Ms2Lab.Kafka.Client.Producing;

/// <summary>The property <c>acks</c>: who has to have a batch before it counts as sent; values as on the wire.</summary>
public enum Acks : short
{
    /// <summary>All in-sync replicas.</summary>
    All = -1,

    /// <summary>Nobody: there is no response, and offsets are −1.</summary>
    None = 0,

    /// <summary>The leader.</summary>
    Leader = 1,
}
