namespace Ms2Lab.Connect.Runtime.Status;

/// <summary>The last known status of a connector or task.</summary>
/// <param name="State">One of <see cref="Status.State"/>.</param>
/// <param name="Trace">Why it failed, or null.</param>
/// <param name="WorkerId">host:port of the worker that wrote it.</param>
/// <param name="Generation">Generation of the group in which that worker wrote it.</param>
/// <param name="Version">The plugin's version, or null.</param>
internal sealed record StatusEntry(string State, string? Trace, string WorkerId, int Generation, string? Version)
{
    /// <summary>
    /// Whether a later status may be written over this one by somebody who may have lost the work meanwhile: not if another worker has
    /// written since, in a later generation.
    /// </summary>
    public bool MayBeFollowedBy(StatusEntry later) => WorkerId == later.WorkerId || Generation <= later.Generation;
}
