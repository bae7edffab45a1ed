namespace Ms2Lab.Connect.Runtime.Rest;

/// <summary>
/// What the workers of a group ask of one another, beside what users ask. Each call checks the signature first and throws
/// <see cref="RestException"/> (400, 403, 503) if it is not good, or <see cref="RequestTargetException"/> if another worker leads.
/// </summary>
public interface IWorkerGroupRequests
{
    /// <summary>Stores the task configurations that a connector made on another worker.</summary>
    Task PutTaskConfigsAsync(
        string connector, IReadOnlyList<IReadOnlyDictionary<string, string?>> configs, InternalRequestSignature signature, CancellationToken cancellation);

    /// <summary>Fences earlier generations of a source connector's producers (KIP-618).</summary>
    Task FenceZombieSourceTasksAsync(string connector, InternalRequestSignature signature, CancellationToken cancellation);

    /// <summary>Has every worker of the group set a log level (KIP-976).</summary>
    Task SetClusterLoggerLevelAsync(string logger, string level, CancellationToken cancellation);
}
