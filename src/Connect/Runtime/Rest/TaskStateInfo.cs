namespace Ms2Lab.Connect.Runtime.Rest;

/// <summary>State of a task.</summary>
/// <param name="Id">The task's number.</param>
/// <param name="State">RUNNING, PAUSED, FAILED, UNASSIGNED or RESTARTING.</param>
/// <param name="WorkerId">host:port of the worker that said so.</param>
/// <param name="Trace">Why it failed; null while it did not.</param>
/// <param name="Version">The connector plugin's version, or null.</param>
public sealed record TaskStateInfo(int Id, string State, string WorkerId, string? Trace, string? Version);
