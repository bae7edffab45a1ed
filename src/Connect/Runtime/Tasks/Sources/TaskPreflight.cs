namespace Ms2Lab.Connect.Runtime.Tasks.Sources;

/// <summary>What a task that delivers exactly once asks of its group before it starts (KIP-618).</summary>
/// <param name="FenceAsync">Before it has its producer: earlier generations of the connector's tasks are fenced.</param>
/// <param name="VerifyAsync">With its producer, which has fenced others: it is still the one to run, and not itself a task of the past.</param>
internal sealed record TaskPreflight(Func<CancellationToken, Task> FenceAsync, Func<CancellationToken, Task> VerifyAsync);
