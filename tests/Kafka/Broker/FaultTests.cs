using Ms2Lab.Kafka.Broker;
using Ms2Lab.Kafka.Broker.Faults;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Tests.Broker;

/// <summary>Faults as tests ask for them (issue 5, item 2).</summary>
public sealed class FaultTests : IAsyncLifetime
{
    private EmbeddedKafka _kafka = null!;
    private WireClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _kafka = await EmbeddedKafka.StartAsync(cancellation: TestContext.Current.CancellationToken);
        _kafka.CreateTopic("readings", partitions: 2);
        _kafka.CreateTopic("other");
        _client = await WireClient.ConnectAsync(_kafka.Brokers[0]);
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _kafka.DisposeAsync();
    }

    [Fact]
    public async Task A_failed_partition_stores_nothing_while_the_rest_of_the_request_is_carried_out()
    {
        // Given
        using var fault = _kafka.AddFault(new FaultRule(FaultAction.Fail(ErrorCode.NotLeaderOrFollower)) { Apis = [ApiKey.Produce], Topic = "readings", Partitions = [1], Times = 1 });
        var request = Requests.Produce("readings", Requests.Batch("zero"));
        request.TopicData[0].PartitionData.Add(new() { Index = 1, Records = Requests.Batch("one") });
        request.TopicData.Add(new() { Name = "other", PartitionData = [new() { Index = 0, Records = Requests.Batch("other") }] });

        // When
        var answer = await _client.AskAsync<ProduceResponse>(request, 9);

        // Then
        var partitions = answer.Responses.SelectMany(t => t.PartitionResponses.Select(p => (t.Name, p.Index, Error: (ErrorCode)p.ErrorCode, p.BaseOffset)));
        partitions.Should().BeEquivalentTo([("readings", 0, ErrorCode.None, 0L), ("readings", 1, ErrorCode.NotLeaderOrFollower, -1L), ("other", 0, ErrorCode.None, 0L)]);
        fault.Hits.Should().Be(1);
        (await _client.AskAsync<FetchResponse>(Requests.Fetch("readings", partition: 1), 12)).Responses[0].Partitions[0].HighWatermark.Should().Be(0);
    }

    [Fact]
    public async Task A_rule_by_name_fails_a_fetch_by_topic_id_at_once()
    {
        // Given
        var id = (await _client.AskAsync<MetadataResponse>(Requests.Metadata("readings"), 12)).Topics[0].TopicId;
        using var fault = _kafka.AddFault(new FaultRule(FaultAction.Fail(ErrorCode.KafkaStorageError)) { Apis = [ApiKey.Fetch], Topic = "readings" });
        var request = Requests.Fetch("readings", maxWaitMs: 60_000);
        request.Topics[0].TopicId = id;
        request.SessionEpoch = 0;

        // When
        var answer = await _client.AskAsync<FetchResponse>(request, 16);

        // Then
        answer.SessionId.Should().Be(0, "within a session later requests would not name their partitions");
        answer.Responses.Should().ContainSingle().Which.Partitions.Should().ContainSingle().Which.ErrorCode.Should().Be((short)ErrorCode.KafkaStorageError);
    }

    [Fact]
    public async Task An_error_after_the_work_leaves_the_records_in_place()
    {
        // Given
        using var fault = _kafka.AddFault(new FaultRule(FaultAction.FailAfter(ErrorCode.NotEnoughReplicasAfterAppend)) { Apis = [ApiKey.Produce], Times = 1 });

        // When
        var first = await _client.AskAsync<ProduceResponse>(Requests.Produce("readings", Requests.Batch("one")), 9);
        var second = await _client.AskAsync<ProduceResponse>(Requests.Produce("readings", Requests.Batch("two")), 9);

        // Then
        first.Responses[0].PartitionResponses[0].ErrorCode.Should().Be((short)ErrorCode.NotEnoughReplicasAfterAppend);
        second.Responses[0].PartitionResponses[0].BaseOffset.Should().Be(1);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task A_connection_closes_before_or_after_the_work(bool after, long stored)
    {
        // Given
        using var fault = _kafka.AddFault(new FaultRule(after ? FaultAction.CloseAfter : FaultAction.CloseBefore) { Apis = [ApiKey.Produce], ClientId = "wire-client" });

        // When
        await _client.SendAsync(Requests.Produce("readings", Requests.Batch("one")), 9);

        // Then
        (await _client.ReceiveFrameAsync()).Should().BeNull();
        await using var other = await WireClient.ConnectAsync(_kafka.Brokers[0]);
        (await other.AskAsync<FetchResponse>(Requests.Fetch("readings"), 12)).Responses[0].Partitions[0].HighWatermark.Should().Be(stored);
    }

    [Fact]
    public async Task A_dropped_answer_leaves_the_connection_open()
    {
        // Given
        using var fault = _kafka.AddFault(new FaultRule(FaultAction.DropAnswer) { Apis = [ApiKey.Produce] });

        // When
        await _client.SendAsync(Requests.Produce("readings", Requests.Batch("one")), 9);
        await fault.WaitAsync(cancellation: TestContext.Current.CancellationToken);
        var answer = await _client.AskAsync<FetchResponse>(Requests.Fetch("readings"), 12);

        // Then
        Requests.Values(answer).Should().Equal("one");
    }

    [Fact]
    public async Task Delay_and_throttle_add_to_the_rules_that_follow()
    {
        // Given
        using var delay = _kafka.AddFault(new FaultRule(FaultAction.Delay(TimeSpan.FromMilliseconds(1))) { Apis = [ApiKey.Metadata] });
        using var throttle = _kafka.AddFault(new FaultRule(FaultAction.Throttle(TimeSpan.FromSeconds(3))) { Apis = [ApiKey.Metadata] });
        using var leaderless = _kafka.AddFault(new FaultRule(FaultAction.Fail(ErrorCode.LeaderNotAvailable)) { Apis = [ApiKey.Metadata], Topic = "other" });
        var request = new MetadataRequest { Topics = [new() { Name = "readings" }, new() { Name = "other" }] };

        // When
        var answer = await _client.AskAsync<MetadataResponse>(request, 12);

        // Then
        answer.ThrottleTimeMs.Should().Be(3000);
        answer.Brokers.Should().ContainSingle();
        answer.Topics.Single(t => t.Name == "readings").Partitions.Should().OnlyContain(p => p.ErrorCode == 0);
        answer.Topics.Single(t => t.Name == "other").Partitions.Should().OnlyContain(p => p.ErrorCode == (short)ErrorCode.LeaderNotAvailable);
        (delay.Hits, throttle.Hits, leaderless.Hits).Should().Be((1, 1, 1));
    }

    [Fact]
    public async Task A_whole_group_request_fails_with_the_error_at_its_top()
    {
        // Given
        using var fault = _kafka.AddFault(new FaultRule(FaultAction.Fail(ErrorCode.CoordinatorLoadInProgress)) { Group = "billing" });
        var join = new JoinGroupRequest { GroupId = "billing", SessionTimeoutMs = 10_000, RebalanceTimeoutMs = 10_000, ProtocolType = "consumer", Protocols = [new() { Name = "range" }] };

        // When
        var refused = await _client.AskAsync<JoinGroupResponse>(join, 9);
        join.GroupId = "shipping";
        var let = await _client.AskAsync<JoinGroupResponse>(join, 9);

        // Then
        refused.ErrorCode.Should().Be((short)ErrorCode.CoordinatorLoadInProgress);
        let.ErrorCode.Should().Be((short)ErrorCode.MemberIdRequired);
    }

    [Fact]
    public async Task A_hook_holds_one_connection_while_others_go_on()
    {
        // Given
        var held = new TaskCompletionSource<FaultAction?>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var log = _kafka.LogRequests();
        using var hook = _kafka.OnRequest(request => request.Api == ApiKey.Produce ? new ValueTask<FaultAction?>(held.Task) : default);

        // When
        await _client.SendAsync(Requests.Produce("readings", Requests.Batch("one")), 9);
        await log.WaitAsync(r => r.Api == ApiKey.Produce, cancellation: TestContext.Current.CancellationToken);
        await using var other = await WireClient.ConnectAsync(_kafka.Brokers[0]);
        var meanwhile = await other.AskAsync<FetchResponse>(Requests.Fetch("readings"), 12);
        held.SetResult(FaultAction.Fail(ErrorCode.RequestTimedOut));
        var produced = (ProduceResponse)await _client.ReceiveAsync((short)ApiKey.Produce, 9);

        // Then
        meanwhile.Responses[0].Partitions[0].HighWatermark.Should().Be(0);
        produced.Responses[0].PartitionResponses[0].ErrorCode.Should().Be((short)ErrorCode.RequestTimedOut);
        log.Of(ApiKey.Produce).Should().ContainSingle().Which.Topics.Should().ContainKey("readings").WhoseValue.Should().Equal(0);
    }

    [Fact]
    public async Task Waiting_ends_when_clients_have_done_it_or_says_what_was_seen_last()
    {
        // Given
        var waiting = _kafka.WaitForEndOffsetAsync("readings", 0, 2, cancellation: TestContext.Current.CancellationToken);

        // When
        await _client.AskAsync<ProduceResponse>(Requests.Produce("readings", Requests.Batch("one", "two")), 9);
        var tooMuch = () => _kafka.WaitForEndOffsetAsync("readings", 0, 3, TimeSpan.FromMilliseconds(1));

        // Then
        await waiting;
        (await tooMuch.Should().ThrowAsync<TimeoutException>()).WithMessage("*readings-0 ends at 2, not at 3.");
    }
}
