namespace Ms2Lab.Environments.Core;

/// <summary>Stops and starts MySQL; its data and its address stay.</summary>
public interface IMySqlControl : ICapability
{
    /// <summary>Stops the server: connections break, new ones are refused. Returns when it is gone.</summary>
    Task StopAsync(CancellationToken cancellation = default);

    /// <summary>Starts the server again at the same address; returns when it answers a query.</summary>
    Task StartAsync(CancellationToken cancellation = default);
}
