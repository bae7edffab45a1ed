using System.Text.RegularExpressions;
using Ms2Lab.Kafka.Client.Consuming.Assignors;
using Ms2Lab.Kafka.Client.Groups;
using Ms2Lab.Kafka.Protocol;

namespace Ms2Lab.Kafka.Client.Consuming;

/// <summary>A consumer's subscription and its membership in the group that shares the partitions out.</summary>
internal sealed partial class ConsumerGroup : IGroupProtocolHandler, IAsyncDisposable
{
    private readonly KafkaClient _client;
    private readonly ConsumerOptions _options;
    private readonly PartitionTable _partitions;
    private readonly Func<CancellationToken, Task> _commitBefore;
    private readonly List<IPartitionAssignor> _assignors;
    private readonly bool _isCooperative;
    private readonly GroupMembership _membership;
    private readonly TopicWatch _watch;
    private readonly CancellationTokenSource _stop = new();
    private Regex? _pattern;
    private IRebalanceListener? _listener;
    private bool _hasTopics;

    public ConsumerGroup(KafkaClient client, ConsumerOptions options, PartitionTable partitions, Func<CancellationToken, Task> commitBefore)
    {
        _client = client;
        _options = options;
        _partitions = partitions;
        _commitBefore = commitBefore;
        _assignors = [.. options.Assignors.Select(PartitionAssignors.ByName)];
        _isCooperative = _assignors.TrueForAll(a => a.IsCooperative);
        _watch = new TopicWatch(client, options.AllowAutoCreateTopics);
        _membership = new GroupMembership(
            client,
            new GroupOptions
            {
                GroupId = options.GroupId!,
                ProtocolType = "consumer",
                GroupInstanceId = options.GroupInstanceId,
                SessionTimeout = options.SessionTimeout,
                RebalanceTimeout = options.MaxPollInterval,
                HeartbeatInterval = options.HeartbeatInterval,
            },
            this);
    }

    public bool IsSubscribed { get; private set; }

    public IReadOnlyCollection<string> Topics { get; private set; } = [];

    public GroupGeneration Generation => _membership.Generation;

    public ConsumerGroupMetadata Metadata => IsSubscribed && Generation is { IsMember: true } generation
        ? new ConsumerGroupMetadata(_options.GroupId!, generation.Id, generation.MemberId, _options.GroupInstanceId)
        : new ConsumerGroupMetadata(_options.GroupId!);

    /// <summary>Completes when <see cref="MoveOnAsync"/> has something to do.</summary>
    public Task Progress => Task.WhenAny(_membership.Progress, _watch.Progress);

    public void Subscribe(IReadOnlyCollection<string> topics, Regex? pattern, IRebalanceListener? listener)
    {
        if (IsSubscribed)
        {
            RequestRejoin("the subscription changed");
        }

        Topics = topics;
        _pattern = pattern;
        _listener = listener;
        _hasTopics = pattern is null;
        IsSubscribed = true;
        _watch.Restart();
    }

    public void RequestRejoin(string reason) => _membership.RequestRejoin(reason);

    public void Handle(GroupGeneration used, ErrorCode error) => _membership.Handle(used, error);

    /// <summary>Goes as far in rebalances as answers allow, without waiting for the coordinator.</summary>
    public async Task MoveOnAsync(CancellationToken ct)
    {
        _membership.KeepAlive();
        if (_watch.Take(WatchedTopics, _pattern, _stop.Token) is { } seen)
        {
            See(seen);
        }

        if (_hasTopics)
        {
            await _membership.EnsureActiveAsync(TimeSpan.Zero, ct).ConfigureAwait(false);
        }
    }

    public async Task LeaveAsync(string reason, CancellationToken ct)
    {
        if (_partitions.Count > 0)
        {
            await TakeAsync(Owned, isLost: !Generation.IsMember, ct).ConfigureAwait(false);
        }

        IsSubscribed = false;
        Topics = [];
        await _membership.LeaveAsync(reason, ct).ConfigureAwait(false);
    }

    public Task CloseAsync(CancellationToken ct) => IsSubscribed ? LeaveAsync("the consumer is being closed", ct) : Task.CompletedTask;

    /// <summary>Ends without a leave.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _membership.DisposeAsync().ConfigureAwait(false);
        _stop.Dispose();
    }

    /// <summary>The leader also watches what only others subscribe to.</summary>
    private List<string> WatchedTopics => [.. Topics.Union(_assignedFrom?.Keys ?? Enumerable.Empty<string>())];

    private void See(Dictionary<string, int> counts)
    {
        if (_pattern is { } pattern)
        {
            var matching = counts.Keys.Where(t => pattern.IsMatch(t)).Order(StringComparer.Ordinal).ToList();
            if (_hasTopics && !matching.SequenceEqual(Topics))
            {
                RequestRejoin("the topics that match the subscription changed");
            }

            Topics = matching;
            _hasTopics = true;
        }

        if (_assignedFrom is { } before && before.Any(t => counts.GetValueOrDefault(t.Key) != t.Value))
        {
            _assignedFrom = null;
            RequestRejoin("cached metadata has changed since the assignment");
        }
    }
}
