namespace Ms2Lab.Connect.Api;

/// <summary>A unit of work of a connector, run by one worker. Its methods are never called at the same time, but for <see cref="StopAsync"/>.</summary>
public abstract class ConnectTask
{
    /// <summary>The version that statuses show.</summary>
    public abstract string Version { get; }

    /// <summary>Ends the task; the last call, or the one that asks a polling source task to return.</summary>
    public abstract Task StopAsync();
}
