namespace Ms2Lab.Labs.LabKit;

/// <summary>The end of a wait: whether the condition came true, and what was seen last.</summary>
/// <typeparam name="T">What the probe returns.</typeparam>
/// <param name="IsMet">Whether the condition came true within the limit.</param>
/// <param name="Last">What the last probe returned.</param>
/// <param name="Waited">How long it took.</param>
public sealed record Observation<T>(bool IsMet, T Last, TimeSpan Waited);
