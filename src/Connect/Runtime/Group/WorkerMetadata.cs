namespace Ms2Lab.Connect.Runtime.Group;

/// <summary>What a member says of itself when it joins: its REST address, how far it read the config topic, what it runs.</summary>
/// <param name="Version">0 eager, 1 compatible, 2 sessioned.</param>
/// <param name="Url">The advertised REST address.</param>
/// <param name="ConfigOffset">Last record read of the config topic + 1.</param>
/// <param name="Allocation">What the member runs now; null with version 0 and before its first assignment.</param>
public sealed record WorkerMetadata(short Version, string Url, long ConfigOffset, WorkerAssignment? Allocation);
