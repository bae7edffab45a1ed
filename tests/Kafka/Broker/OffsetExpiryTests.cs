using Ms2Lab.Kafka.Broker;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Tests.Broker;

/// <summary>Expiry of committed offsets on a clock that the test moves (issue 5, item 1).</summary>
public sealed class OffsetExpiryTests : IAsyncLifetime
{
    private static readonly TimeSpan Retention = TimeSpan.FromDays(7);
    private readonly ManualTime _time = new();
    private EmbeddedKafka _kafka = null!;
    private WireClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _kafka = await EmbeddedKafka.StartAsync(new EmbeddedKafkaOptions { Time = _time }, TestContext.Current.CancellationToken);
        _kafka.CreateTopic("readings", partitions: 2);
        _client = await WireClient.ConnectAsync(_kafka.Brokers[0]);
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _kafka.DisposeAsync();
    }

    [Fact]
    public async Task Offsets_that_are_older_than_their_retention_go_and_the_group_with_the_last_of_them()
    {
        // Given
        await CommitAsync(partition: 0);
        _time.Advance(Retention / 2);
        await CommitAsync(partition: 1);

        // When
        _time.Advance((Retention / 2) + TimeSpan.FromHours(1));

        // Then
        (await CommittedAsync()).Should().Equal(1);
        _time.Advance(Retention);
        (await CommittedAsync()).Should().BeEmpty();
        (await _client.AskAsync<ListGroupsResponse>(new ListGroupsRequest(), 4)).Groups.Should().BeEmpty();
    }

    [Fact]
    public async Task A_member_keeps_its_offsets_and_their_time_runs_from_when_it_left()
    {
        // Given: a member of an ever so long session
        await CommitAsync(partition: 0);
        var member = (await _client.AskAsync<JoinGroupResponse>(Join(""), 3)).MemberId;
        await _client.AskAsync<SyncGroupResponse>(new SyncGroupRequest { GroupId = "g", GenerationId = 1, MemberId = member, Assignments = [new() { MemberId = member }] }, 2);
        for (var left = Retention * 2; left > TimeSpan.Zero; left -= TimeSpan.FromMinutes(20))
        {
            _time.Advance(TimeSpan.FromMinutes(20));
            await _client.AskAsync<HeartbeatResponse>(new HeartbeatRequest { GroupId = "g", GenerationId = 1, MemberId = member }, 2);
        }
        (await CommittedAsync()).Should().Equal(0);

        // When
        await _client.AskAsync<LeaveGroupResponse>(new LeaveGroupRequest { GroupId = "g", MemberId = member }, 2);

        // Then
        _time.Advance(Retention - TimeSpan.FromHours(1));
        (await CommittedAsync()).Should().Equal(0);
        _time.Advance(TimeSpan.FromHours(2));
        (await CommittedAsync()).Should().BeEmpty();
    }

    private static JoinGroupRequest Join(string member) => new()
    {
        GroupId = "g",
        MemberId = member,
        SessionTimeoutMs = (int)TimeSpan.FromMinutes(30).TotalMilliseconds,
        RebalanceTimeoutMs = 10_000,
        ProtocolType = "consumer",
        Protocols = [new() { Name = "range", Metadata = Convert.FromHexString("0000000000010008" + "72656164696e6773" + "ffffffff") }],
    };

    private Task<OffsetCommitResponse> CommitAsync(int partition) => _client.AskAsync<OffsetCommitResponse>(
        new OffsetCommitRequest { GroupId = "g", Topics = [new() { Name = "readings", Partitions = [new() { PartitionIndex = partition, CommittedOffset = 5 }] }] }, 8);

    private async Task<List<int>> CommittedAsync()
    {
        var answer = await _client.AskAsync<OffsetFetchResponse>(new OffsetFetchRequest { Groups = [new() { GroupId = "g", Topics = null }] }, 8);
        return [.. answer.Groups.Single().Topics.SelectMany(t => t.Partitions).Select(p => p.PartitionIndex).Order()];
    }
}
