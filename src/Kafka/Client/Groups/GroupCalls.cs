using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Client.Groups;

/// <summary>
/// The requests of one member to its coordinator. JoinGroup and SyncGroup have a connection of the member's own: a broker answers
/// in order and holds them for minutes, while commits, heartbeats and the leave must pass.
/// </summary>
internal sealed class GroupCalls
{
    private static readonly TimeSpan JoinLapse = TimeSpan.FromSeconds(5);
    private static int _channels;
    private readonly string _rebalanceChannel = $"group-{Interlocked.Increment(ref _channels)}";
    private readonly KafkaClient _client;
    private readonly GroupOptions _options;

    public GroupCalls(KafkaClient client, GroupOptions options)
    {
        _client = client;
        _options = options;
    }

    private TimeSpan RebalanceLimit =>
        TimeSpan.FromTicks(Math.Max((_options.RebalanceTimeout + JoinLapse).Ticks, _client.Options.RequestTimeout.Ticks));

    public Task<JoinGroupResponse> JoinAsync(string memberId, IReadOnlyList<GroupProtocol> protocols, string reason, CancellationToken ct)
    {
        var request = new JoinGroupRequest
        {
            GroupId = _options.GroupId,
            SessionTimeoutMs = (int)_options.SessionTimeout.TotalMilliseconds,
            RebalanceTimeoutMs = (int)_options.RebalanceTimeout.TotalMilliseconds,
            MemberId = memberId,
            GroupInstanceId = _options.GroupInstanceId,
            ProtocolType = _options.ProtocolType,
            Protocols = [.. protocols.Select(p => new JoinGroupRequest.JoinGroupRequestProtocol { Name = p.Name, Metadata = p.Metadata })],
            Reason = reason,
        };
        return SendAsync<JoinGroupResponse>(request, ct, RebalanceLimit, _rebalanceChannel);
    }

    public Task<SyncGroupResponse> SyncAsync(GroupGeneration generation, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> assignments, CancellationToken ct) =>
        SendAsync<SyncGroupResponse>(
            new SyncGroupRequest
            {
                GroupId = _options.GroupId,
                GenerationId = generation.Id,
                MemberId = generation.MemberId,
                GroupInstanceId = _options.GroupInstanceId,
                ProtocolType = _options.ProtocolType,
                ProtocolName = generation.Protocol,
                Assignments = [.. assignments.Select(a => new SyncGroupRequest.SyncGroupRequestAssignment { MemberId = a.Key, Assignment = a.Value })],
            },
            ct,
            RebalanceLimit,
            _rebalanceChannel);

    public async Task<ErrorCode> HeartbeatAsync(GroupGeneration generation, CancellationToken ct)
    {
        var answer = await SendAsync<HeartbeatResponse>(
            new HeartbeatRequest
            {
                GroupId = _options.GroupId,
                GenerationId = generation.Id,
                MemberId = generation.MemberId,
                GroupInstanceId = _options.GroupInstanceId,
            },
            ct).ConfigureAwait(false);
        return (ErrorCode)answer.ErrorCode;
    }

    public Task LeaveAsync(string memberId, string reason, CancellationToken ct) =>
        SendAsync<LeaveGroupResponse>(
            new LeaveGroupRequest
            {
                GroupId = _options.GroupId,
                Members = [new LeaveGroupRequest.MemberIdentity { MemberId = memberId, GroupInstanceId = _options.GroupInstanceId, Reason = reason }],
            },
            ct);

    public async Task<TResponse> SendAsync<TResponse>(IApiMessage request, CancellationToken ct, TimeSpan? timeout = null, string channel = "")
        where TResponse : class, IApiMessage
    {
        try
        {
            return await _client.AtCoordinatorAsync(
                _options.GroupId, CoordinatorType.Group, node => _client.SendAsync<TResponse>(request, node, ct, null, timeout, channel), ct).ConfigureAwait(false);
        }
        catch (KafkaException e) when (e.Code is ErrorCode.BrokerNotAvailable)
        {
            throw new KafkaException(ErrorCode.CoordinatorNotAvailable, null, e);
        }
    }

    public void ForgetCoordinator() => _client.ForgetCoordinator(_options.GroupId, CoordinatorType.Group);
}
