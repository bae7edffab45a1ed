namespace Ms2Lab.Labs.LabKit.Clients;

/// <summary>One task in a connector's status.</summary>
/// <param name="Id">Its number, from 0.</param>
/// <param name="State">RUNNING, PAUSED, UNASSIGNED, RESTARTING or FAILED.</param>
/// <param name="WorkerId">Host and port of the worker that holds it.</param>
/// <param name="Trace">Why it failed, or null.</param>
public sealed record TaskStatus(int Id, string State, string WorkerId, string? Trace);
