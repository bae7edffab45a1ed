namespace Ms2Lab.Environments.Core;

/// <summary>Stops, starts, freezes and thaws one server; its address stays.</summary>
public interface IServerControl : ICapability
{
    /// <summary>Stops the server: connections break, new ones are refused. Returns when it is gone.</summary>
    Task StopAsync(CancellationToken cancellation = default);

    /// <summary>Starts the server again at the same address; returns when it answers.</summary>
    Task StartAsync(CancellationToken cancellation = default);

    /// <summary>Freezes the server: connections stay open, new ones are accepted by the system, and nothing is answered.</summary>
    Task PauseAsync(CancellationToken cancellation = default);

    /// <summary>Thaws the server; returns when it answers. What was asked meanwhile is answered then.</summary>
    Task ResumeAsync(CancellationToken cancellation = default);
}
