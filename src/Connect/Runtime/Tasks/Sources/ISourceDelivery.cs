using Ms2Lab.Connect.Api;
using RecordMetadata = Ms2Lab.Kafka.Client.Producing.RecordMetadata;

namespace Ms2Lab.Connect.Runtime.Tasks.Sources;

/// <summary>
/// What a source task's loop does about acknowledgements and positions, once for each guarantee of delivery. Called on the loop, in the order of the members.
/// </summary>
internal interface ISourceDelivery : IAsyncDisposable
{
    /// <summary>Before positions are read and the task is started.</summary>
    Task PrepareAsync(CancellationToken stopping);

    /// <summary>The loop begins, or goes on after a pause.</summary>
    void Enter();

    /// <summary>The loop makes another turn.</summary>
    void Turn();

    /// <summary>Before a poll and before each record: what was refused meanwhile fails the task.</summary>
    /// <exception cref="ConnectException">Kafka refused a record.</exception>
    void ThrowIfRefused();

    /// <summary>A record is about to be sent to a topic.</summary>
    /// <exception cref="ConnectException">It must not go there.</exception>
    void Sending(string topic);

    /// <summary>A record was handed to the producer.</summary>
    Task SentAsync(SourceRecord record, string topic, Task<RecordMetadata> sent);

    /// <summary>A transform or the error settings dropped a record.</summary>
    Task DroppedAsync(SourceRecord record);

    /// <summary>The producer refused a record at once; the answer is what the task fails with.</summary>
    Exception Refusal(Exception error);

    /// <summary>A poll's records are all dealt with, or it had none.</summary>
    Task BatchDoneAsync();

    /// <summary>The task is about to rest.</summary>
    Task PauseAsync();

    /// <summary>The loop has ended and was not given up.</summary>
    Task FinishAsync(bool hasFailed);

    /// <summary>Breaks off what waits for a broker: the task was given up.</summary>
    void Abandon();

    /// <summary>After the task has stopped, before its producer is closed.</summary>
    Task EndAsync(TimeSpan limit);
}
