namespace Ms2Lab.Environments.Core;

/// <summary>Stops and starts Redis at the same address. It keeps nothing on disk, so what it held is gone after a stop.</summary>
public interface IRedisControl : ICapability
{
    /// <summary>Stops the server: connections break, new ones are refused. Returns when it is gone.</summary>
    Task StopAsync(CancellationToken cancellation = default);

    /// <summary>Starts the server again at the same address; returns when it answers.</summary>
    Task StartAsync(CancellationToken cancellation = default);
}
