using System.Text;
using System.Threading.Channels;
using Ms2Lab.Kafka.Client;
using Ms2Lab.Kafka.Client.Groups;
using Ms2Lab.Kafka.Protocol;

namespace Ms2Lab.Kafka.Tests.Client;

public sealed class GroupMembershipTests : IAsyncLifetime
{
    private readonly string _group = $"connect-{Guid.NewGuid():N}";
    private ClientWorld _world = null!;

    public async ValueTask InitializeAsync() => _world = await ClientWorld.StartAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Leader_shares_out_and_every_member_gets_its_part_once()
    {
        var (one, two) = (new Handler("one"), new Handler("two"));
        await using var first = Member(one);
        await using var second = Member(two);

        await StableAsync(() => first.Generation.Id == second.Generation.Id && one.Members.Concat(two.Members).Contains(2), first, second);

        one.Assignments[^1].Should().Be("for one");
        two.Assignments[^1].Should().Be("for two");
        first.Generation.Protocol.Should().Be("plain");
        one.Prepared[0].Should().Be(GroupGeneration.None);
    }

    [Fact]
    public async Task Leave_makes_the_others_rebalance_and_a_later_poll_joins_anew()
    {
        var (one, two) = (new Handler("one"), new Handler("two"));
        await using var first = Member(one);
        await using var second = Member(two);
        await StableAsync(() => one.Members.Concat(two.Members).Contains(2), first, second);
        var left = second.Generation.MemberId;

        await second.LeaveAsync("test", TestContext.Current.CancellationToken);
        second.Generation.Should().Be(GroupGeneration.None);
        await StableAsync(() => one.Members.LastOrDefault() == 1, first);

        await StableAsync(() => second.State == GroupMemberState.Stable && one.Members[^1] == 2, first, second);
        second.Generation.MemberId.Should().NotBe(left);
    }

    [Fact]
    public async Task Requested_rejoin_makes_a_new_generation_and_ends_a_waiting_poll_early()
    {
        var handler = new Handler("one");
        await using var member = Member(handler);
        await StableAsync(() => true, member);
        var before = member.Generation;
        var poll = member.PollAsync(ClientWorld.Limit, TestContext.Current.CancellationToken);

        member.RequestRejoin("test");
        await handler.CompletedAsync(times: 2);
        member.Wakeup();
        await poll.WaitAsync(ClientWorld.Limit, TestContext.Current.CancellationToken);

        member.Generation.Id.Should().BeGreaterThan(before.Id);
        member.Generation.MemberId.Should().Be(before.MemberId);
        handler.Prepared[^1].Should().Be(before);
    }

    [Fact]
    public async Task Member_that_is_unknown_to_the_coordinator_joins_under_a_new_id()
    {
        var handler = new Handler("one");
        await using var member = Member(handler);
        await StableAsync(() => true, member);
        var before = member.Generation;

        member.Handle(before, ErrorCode.UnknownMemberId);
        member.State.Should().Be(GroupMemberState.Unjoined);
        await StableAsync(() => true, member);

        handler.Prepared[^1].IsMember.Should().BeFalse();
        member.Generation.MemberId.Should().NotBe(before.MemberId);
    }

    [Fact]
    public async Task Error_under_an_older_generation_changes_nothing()
    {
        await using var member = Member(new Handler("one"));
        await StableAsync(() => true, member);

        member.Handle(member.Generation with { Id = member.Generation.Id - 1 }, ErrorCode.IllegalGeneration);

        member.State.Should().Be(GroupMemberState.Stable);
        member.NeedRejoin.Should().BeFalse();
    }

    [Fact]
    public async Task Fenced_member_fails_its_owner()
    {
        await using var member = Member(new Handler("one"));
        await StableAsync(() => true, member);

        member.Handle(member.Generation, ErrorCode.FencedInstanceId);

        var poll = () => member.EnsureActiveAsync(ClientWorld.Limit);
        (await poll.Should().ThrowAsync<KafkaException>()).Which.Code.Should().Be(ErrorCode.FencedInstanceId);
    }

    [Fact]
    public async Task Zero_timeout_moves_the_join_on_from_call_to_call()
    {
        await using var member = Member(new Handler("one"));
        using var limit = new CancellationTokenSource(ClientWorld.Limit);

        while (!await member.EnsureActiveAsync(TimeSpan.Zero, limit.Token))
        {
            await Task.Yield();
        }

        member.State.Should().Be(GroupMemberState.Stable);
    }

    private static async Task StableAsync(Func<bool> condition, params GroupMembership[] members)
    {
        using var limit = new CancellationTokenSource(ClientWorld.Limit);
        while (members.Any(m => m.NeedRejoin) || !condition())
        {
            foreach (var member in members)
            {
                await member.PollAsync(TimeSpan.FromMilliseconds(20), limit.Token);
            }
        }
    }

    private GroupMembership Member(Handler handler) => new(
        _world.Client,
        new GroupOptions { GroupId = _group, ProtocolType = "connect", SessionTimeout = TimeSpan.FromSeconds(6), HeartbeatInterval = TimeSpan.FromMilliseconds(50) },
        handler);

    private sealed class Handler(string name) : IGroupProtocolHandler
    {
        private readonly Channel<GroupGeneration> _completed = Channel.CreateUnbounded<GroupGeneration>();

        public List<GroupGeneration> Prepared { get; } = [];

        public List<int> Members { get; } = [];

        public List<string> Assignments { get; } = [];

        public IReadOnlyList<GroupProtocol> Protocols() => [new("plain", Encoding.UTF8.GetBytes(name))];

        public Task OnJoinPrepareAsync(GroupGeneration previous, CancellationToken ct)
        {
            Prepared.Add(previous);
            return Task.CompletedTask;
        }

        public Task<IReadOnlyDictionary<string, ReadOnlyMemory<byte>>> AssignAsync(GroupElection election, CancellationToken ct)
        {
            Members.Add(election.Members.Count);
            return Task.FromResult<IReadOnlyDictionary<string, ReadOnlyMemory<byte>>>(election.Members.ToDictionary(
                m => m.MemberId, m => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes($"for {Encoding.UTF8.GetString(m.Metadata.Span)}")));
        }

        public Task OnJoinCompleteAsync(GroupJoinResult result, CancellationToken ct)
        {
            Assignments.Add(Encoding.UTF8.GetString(result.Assignment.Span));
            _completed.Writer.TryWrite(result.Generation).Should().BeTrue();
            return Task.CompletedTask;
        }

        public async Task CompletedAsync(int times)
        {
            for (; times > 0; times--)
            {
                await _completed.Reader.ReadAsync().AsTask().WaitAsync(ClientWorld.Limit);
            }
        }
    }
}
