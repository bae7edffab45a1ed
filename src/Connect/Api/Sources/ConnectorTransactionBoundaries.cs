namespace Ms2Lab.Connect.Api;

/// <summary>Whether a source connector can define transaction boundaries with a configuration.</summary>
public enum ConnectorTransactionBoundaries
{
    /// <summary>It can.</summary>
    Supported,

    /// <summary>It cannot.</summary>
    Unsupported,
}
