namespace Ms2Lab.Connect.Api;

/// <summary>Reads records from somewhere else for Kafka.</summary>
public abstract class SourceTask : ConnectTask
{
    /// <summary>The worker's side; set before the task starts.</summary>
    protected ISourceTaskContext Context { get; private set; } = null!;

    /// <summary>Gives the task its context.</summary>
    public virtual void Initialize(ISourceTaskContext context) => Context = context;

    /// <summary>Starts with the configuration that the connector made for this task.</summary>
    public abstract Task StartAsync(IReadOnlyDictionary<string, string> props, CancellationToken cancellation);

    /// <summary>The next records; null or none if there are none now. May wait, but must return when cancelled.</summary>
    public abstract Task<IReadOnlyList<SourceRecord>?> PollAsync(CancellationToken cancellation);

    /// <summary>The positions of all records so far are stored.</summary>
    public virtual Task CommitAsync() => Task.CompletedTask;

    /// <summary>A record was stored by Kafka; metadata is null if a transform dropped it.</summary>
    public virtual Task CommitRecordAsync(SourceRecord record, RecordMetadata? metadata) => Task.CompletedTask;
}
