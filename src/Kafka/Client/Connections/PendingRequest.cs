using Ms2Lab.Kafka.Protocol;

namespace Ms2Lab.Kafka.Client.Connections;

/// <summary>A request on its way: what its answer is read into and who waits for it.</summary>
internal sealed record PendingRequest(int CorrelationId, IApiMessage Response, short Version)
{
    public TaskCompletionSource<IApiMessage> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
