namespace Ms2Lab.Connect.Api;

/// <summary>
/// Writes records of Kafka somewhere else. Order of calls: <see cref="Initialize"/>, <see cref="StartAsync"/>, then per assignment
/// <see cref="OpenAsync"/>, <see cref="PutAsync"/> (also with no records), <see cref="PreCommitAsync"/>, <see cref="CloseAsync"/>.
/// </summary>
public abstract class SinkTask : ConnectTask
{
    /// <summary>The worker's side; set before the task starts.</summary>
    protected ISinkTaskContext Context { get; private set; } = null!;

    /// <summary>Gives the task its context.</summary>
    public virtual void Initialize(ISinkTaskContext context) => Context = context;

    /// <summary>Starts with the configuration that the connector made for this task.</summary>
    public abstract Task StartAsync(IReadOnlyDictionary<string, string> props, CancellationToken cancellation);

    /// <summary>Partitions were assigned.</summary>
    public virtual Task OpenAsync(IReadOnlyCollection<TopicPartition> partitions) => Task.CompletedTask;

    /// <summary>Partitions were taken away.</summary>
    public virtual Task CloseAsync(IReadOnlyCollection<TopicPartition> partitions) => Task.CompletedTask;

    /// <summary>Takes records, in order within each partition. A <see cref="RetriableException"/> has the same records put again.</summary>
    public abstract Task PutAsync(IReadOnlyList<SinkRecord> records, CancellationToken cancellation);

    /// <summary>Writes out what is held back; the offsets are those of the records put so far.</summary>
    public virtual Task FlushAsync(IReadOnlyDictionary<TopicPartition, OffsetAndMetadata> offsets, CancellationToken cancellation) =>
        Task.CompletedTask;

    /// <summary>Says which offsets are safe to commit; by default all, after a flush.</summary>
    public virtual async Task<IReadOnlyDictionary<TopicPartition, OffsetAndMetadata>> PreCommitAsync(
        IReadOnlyDictionary<TopicPartition, OffsetAndMetadata> offsets, CancellationToken cancellation)
    {
        await FlushAsync(offsets, cancellation).ConfigureAwait(false);
        return offsets;
    }
}
