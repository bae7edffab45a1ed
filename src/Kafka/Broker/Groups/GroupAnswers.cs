using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Groups;

/// <summary>Answers that group requests have in common.</summary>
internal static class GroupAnswers
{
    public static Task<JoinGroupResponse> JoinFailed(ErrorCode error, string memberId) =>
        Task.FromResult(new JoinGroupResponse { ErrorCode = (short)error, MemberId = memberId, ProtocolName = null });

    public static Task<SyncGroupResponse> SyncFailed(ErrorCode error) => Task.FromResult(new SyncGroupResponse { ErrorCode = (short)error });

    public static TaskCompletionSource<T> Promise<T>() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
