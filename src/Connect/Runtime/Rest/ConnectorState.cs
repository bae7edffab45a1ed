namespace Ms2Lab.Connect.Runtime.Rest;

/// <summary>State of a connector.</summary>
/// <param name="State">RUNNING, PAUSED, STOPPED, FAILED, UNASSIGNED or RESTARTING.</param>
/// <param name="WorkerId">host:port of the worker that said so.</param>
/// <param name="Trace">Why it failed; null while it did not.</param>
/// <param name="Version">The plugin's version; null for a connector that failed to start.</param>
public sealed record ConnectorState(string State, string WorkerId, string? Trace, string? Version);
