namespace Ms2Lab.Connect.Api;

/// <summary>What a connector may ask of its worker.</summary>
public interface IConnectorContext
{
    /// <summary>Has the task configurations made anew.</summary>
    void RequestTaskReconfiguration();

    /// <summary>Fails the connector.</summary>
    void RaiseError(Exception error);

    /// <summary>The stored positions of a source connector; null for a sink.</summary>
    IOffsetStorageReader? OffsetStorageReader { get; }

    /// <summary>The clock to use.</summary>
    TimeProvider Time { get; }
}
