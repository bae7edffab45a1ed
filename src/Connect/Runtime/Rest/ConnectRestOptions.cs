namespace Ms2Lab.Connect.Runtime.Rest;

/// <summary>What a worker's REST interface needs beside the herder.</summary>
public sealed record ConnectRestOptions
{
    /// <summary>What other workers ask of this one; null for a worker that is alone, which refuses such calls.</summary>
    public IWorkerGroupRequests? Group { get; init; }

    /// <summary>The worker's log levels.</summary>
    public WorkerLoggers Loggers { get; init; } = new(TimeProvider.System);

    /// <summary>Worker setting <c>topic.tracking.enable</c>.</summary>
    public bool TopicTracking { get; init; } = true;

    /// <summary>Worker setting <c>topic.tracking.allow.reset</c>.</summary>
    public bool TopicTrackingReset { get; init; } = true;
}
