using Ms2Lab.Kafka.Client.Consuming.Assignors;
using Ms2Lab.Kafka.Client.Groups;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Client.Consuming;

/// <content>What a rebalance does to a consumer: eager ones give up everything first, cooperative ones only what goes elsewhere (KIP-429).</content>
internal sealed partial class ConsumerGroup
{
    private IReadOnlyCollection<TopicPartition> _lastAssigned = [];
    private int _lastGeneration = -1;

    /// <summary>Partition counts that this member, as the leader, assigned by; null on others.</summary>
    private Dictionary<string, int>? _assignedFrom;

    private IReadOnlyList<TopicPartition> Owned => [.. _partitions.All.Select(p => p.Partition)];

    public IReadOnlyList<GroupProtocol> Protocols() =>
        [.. _assignors.Select(a => new GroupProtocol(
            a.Name, ConsumerProtocolCodec.Subscription(Topics, Owned, _lastGeneration, a.UserData(_lastAssigned, _lastGeneration))))];

    public async Task OnJoinPrepareAsync(GroupGeneration previous, CancellationToken ct)
    {
        await _commitBefore(ct).ConfigureAwait(false);
        if (!previous.IsMember)
        {
            (_lastAssigned, _lastGeneration) = ([], -1);
            if (_partitions.Count > 0)
            {
                await TakeAsync(Owned, isLost: true, ct).ConfigureAwait(false);
            }

            return;
        }

        var gone = Owned.Where(p => !_isCooperative || !Topics.Contains(p.Topic)).ToList();
        if (gone.Count > 0 || !_isCooperative)
        {
            await TakeAsync(gone, isLost: false, ct).ConfigureAwait(false);
        }
    }

    public async Task<IReadOnlyDictionary<string, ReadOnlyMemory<byte>>> AssignAsync(GroupElection election, CancellationToken ct)
    {
        if (election.SkipAssignment)
        {
            return new Dictionary<string, ReadOnlyMemory<byte>>();
        }

        var assignor = _assignors.Find(a => a.Name == election.Generation.Protocol)
            ?? throw new KafkaException(ErrorCode.InconsistentGroupProtocol);
        var members = election.Members.Select(m => SubscriptionOf(m, assignor)).ToList();
        var topics = members.SelectMany(m => m.Topics).Distinct().ToList();
        var metadata = await _client.RefreshMetadataAsync(topics, _options.AllowAutoCreateTopics, ct).ConfigureAwait(false);
        var known = metadata.Topics.Where(t => t.Error == ErrorCode.None).ToDictionary(t => t.Name, t => t.Partitions.Count);
        _assignedFrom = topics.ToDictionary(t => t, t => known.GetValueOrDefault(t));
        _watch.Restart();
        return assignor.Assign(known, members).ToDictionary(a => a.Key, a => ConsumerProtocolCodec.Assignment(a.Value));
    }

    public async Task OnJoinCompleteAsync(GroupJoinResult result, CancellationToken ct)
    {
        if (result.LeaderId != result.Generation.MemberId)
        {
            _assignedFrom = null;
        }

        var assigned = ConsumerProtocolCodec.PartitionsOf(ConsumerProtocolCodec.Read<ConsumerProtocolAssignment>(result.Assignment));
        var owned = Owned;
        var revoked = owned.Except(assigned).ToList();
        if (revoked.Count > 0)
        {
            await TakeAsync(revoked, isLost: false, ct).ConfigureAwait(false);
            RequestRejoin("need to revoke partitions and re-join");
        }

        (_lastAssigned, _lastGeneration) = (assigned, result.Generation.Id);
        _partitions.Set(assigned);
        if (_listener is { } listener)
        {
            await listener.OnPartitionsAssignedAsync([.. assigned.Except(owned)], ct).ConfigureAwait(false);
        }
    }

    private static MemberSubscription SubscriptionOf(GroupMember member, IPartitionAssignor assignor)
    {
        var subscription = ConsumerProtocolCodec.Read<ConsumerProtocolSubscription>(member.Metadata);
        var (owned, generation) = assignor.OwnedBy(subscription);
        return new MemberSubscription(member.MemberId, member.GroupInstanceId, subscription.Topics.ToHashSet(), owned, generation);
    }

    /// <summary>Tells the listener while the partitions are still assigned, then takes them away, whatever the listener says.</summary>
    private async Task TakeAsync(IReadOnlyList<TopicPartition> partitions, bool isLost, CancellationToken ct)
    {
        try
        {
            if (_listener is { } listener)
            {
                await (isLost ? listener.OnPartitionsLostAsync(partitions, ct) : listener.OnPartitionsRevokedAsync(partitions, ct)).ConfigureAwait(false);
            }
        }
        finally
        {
            _partitions.Set(Owned.Except(partitions).ToList());
        }
    }
}
