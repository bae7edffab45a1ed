using Ms2Lab.Kafka.Client;
using Ms2Lab.Kafka.Client.Consuming;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Records;

namespace Ms2Lab.Kafka.Tests.Client;

public sealed class ConsumerTests : IAsyncLifetime
{
    private ClientWorld _world = null!;

    public async ValueTask InitializeAsync() => _world = await ClientWorld.StartAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Records_come_in_order_with_keys_nulls_headers_and_timestamps()
    {
        var topic = await _world.TopicAsync(1);
        await _world.ProduceAsync(topic, 0, b =>
        {
            b.Append(1000, new byte[] { 1 }, new byte[] { 2 }, [new RecordHeader("h", new byte[] { 3 }), new RecordHeader("n", null)]);
            b.Append(2000, null, null);
            b.Append(3000, Array.Empty<byte>(), Array.Empty<byte>());
        });
        await using var consumer = _world.Consumer();
        consumer.Assign([new TopicPartition(topic, 0)]);

        var records = (await ClientWorld.PollUntilAsync(r => r[0].Count >= 3, consumer))[0];

        records.Select(r => (r.Offset, r.Timestamp)).Should().Equal((0, 1000), (1, 2000), (2, 3000));
        records.Select(r => r.Key?.Length).Should().Equal(1, null, 0);
        records.Select(r => r.Value?.Length).Should().Equal(1, null, 0);
        records[0].Headers.Select(h => (h.Key, h.Value?.Length)).Should().Equal(("h", 1), ("n", null));
        records[0].TimestampType.Should().Be(TimestampType.CreateTime);
        (await consumer.PositionAsync(new TopicPartition(topic, 0), TestContext.Current.CancellationToken)).Should().Be(3);
    }

    [Fact]
    public async Task One_poll_returns_at_most_max_poll_records_and_the_next_goes_on()
    {
        var topic = await _world.TopicAsync(1);
        await _world.ProduceAsync(topic, 0, "a", "b", "c", "d", "e");
        await using var consumer = _world.Consumer(o => o with { MaxPollRecords = 2 });
        consumer.Assign([new TopicPartition(topic, 0)]);

        var sizes = new List<int>();
        while (sizes.Sum() < 5)
        {
            sizes.Add((await consumer.PollAsync(ClientWorld.Limit, TestContext.Current.CancellationToken)).Count);
        }

        sizes.Should().Equal(2, 2, 1);
    }

    [Fact]
    public async Task Seek_pause_and_resume_decide_what_is_handed_out()
    {
        var topic = await _world.TopicAsync(2);
        await _world.ProduceAsync(topic, 0, "a", "b", "c");
        await _world.ProduceAsync(topic, 1, "x");
        await using var consumer = _world.Consumer();
        var (first, second) = (new TopicPartition(topic, 0), new TopicPartition(topic, 1));
        consumer.Assign([first, second]);
        consumer.Pause([second]);
        consumer.Seek(first, 1);

        (await ClientWorld.ReadAsync(consumer, 2)).Should().Equal("b", "c");
        (await consumer.PollAsync(TimeSpan.FromMilliseconds(100), TestContext.Current.CancellationToken)).Should().BeEmpty();

        consumer.Resume([second]);
        (await ClientWorld.ReadAsync(consumer, 1)).Should().Equal("x");

        consumer.SeekToBeginning([first]);
        (await ClientWorld.ReadAsync(consumer, 3)).Should().Equal("a", "b", "c");

        consumer.SeekToEnd([first]);
        (await consumer.PositionAsync(first, TestContext.Current.CancellationToken)).Should().Be(3);
    }

    [Fact]
    public async Task Latest_reads_only_what_comes_later_and_none_refuses_to_guess()
    {
        var topic = await _world.TopicAsync(1);
        await _world.ProduceAsync(topic, 0, "old");
        var partition = new TopicPartition(topic, 0);
        await using var latest = _world.Consumer(o => o with { AutoOffsetReset = AutoOffsetReset.Latest });
        latest.Assign([partition]);
        await latest.PositionAsync(partition, TestContext.Current.CancellationToken);
        await _world.ProduceAsync(topic, 0, "new");
        (await ClientWorld.ReadAsync(latest, 1)).Should().Equal("new");

        await using var none = _world.Consumer(o => o with { AutoOffsetReset = AutoOffsetReset.None });
        none.Assign([partition]);
        var poll = () => none.PollAsync(ClientWorld.Limit);
        (await poll.Should().ThrowAsync<KafkaException>()).WithMessage($"Undefined offset with no reset policy for partitions: [{partition}]");
    }

    [Fact]
    public async Task Position_out_of_range_falls_back_to_the_policy()
    {
        var topic = await _world.TopicAsync(1);
        await _world.ProduceAsync(topic, 0, "a");
        await using var consumer = _world.Consumer();
        consumer.Assign([new TopicPartition(topic, 0)]);
        consumer.Seek(new TopicPartition(topic, 0), 99);

        (await ClientWorld.ReadAsync(consumer, 1)).Should().Equal("a");
    }

    [Fact]
    public async Task Committed_offset_is_where_the_next_reader_begins()
    {
        var topic = await _world.TopicAsync(1);
        var partition = new TopicPartition(topic, 0);
        await _world.ProduceAsync(topic, 0, "a", "b", "c");
        var group = $"g-{Guid.NewGuid():N}";
        await using (var first = _world.Consumer(o => o with { GroupId = group }))
        {
            first.Assign([partition]);
            await first.CommitAsync(new Dictionary<TopicPartition, OffsetAndMetadata> { [partition] = new(2, -1, "note") }, TestContext.Current.CancellationToken);
        }

        await using var second = _world.Consumer(o => o with { GroupId = group });
        second.Assign([partition]);
        (await second.CommittedAsync([partition], TestContext.Current.CancellationToken))[partition].Should().Be(new OffsetAndMetadata(2, -1, "note"));
        (await ClientWorld.ReadAsync(second, 1)).Should().Equal("c");
        (await second.BeginningOffsetsAsync([partition], TestContext.Current.CancellationToken))[partition].Should().Be(0);
        (await second.EndOffsetsAsync([partition], TestContext.Current.CancellationToken))[partition].Should().Be(3);
    }

    [Fact]
    public async Task Wakeup_ends_a_poll_without_records()
    {
        var topic = await _world.TopicAsync(1);
        await using var consumer = _world.Consumer();
        consumer.Assign([new TopicPartition(topic, 0)]);
        var poll = consumer.PollAsync(TimeSpan.FromMinutes(5), TestContext.Current.CancellationToken);

        consumer.Wakeup();

        (await poll.WaitAsync(ClientWorld.Limit, TestContext.Current.CancellationToken)).Should().BeEmpty();
    }

    [Fact]
    public async Task Commit_without_a_place_in_the_group_is_refused()
    {
        var topic = await _world.TopicAsync(1);
        await using var consumer = _world.Consumer(o => o with { GroupId = $"g-{Guid.NewGuid():N}" });
        consumer.Subscribe([topic]);

        var commit = () => consumer.CommitAsync(new Dictionary<TopicPartition, OffsetAndMetadata> { [new(topic, 0)] = new(1) });

        (await commit.Should().ThrowAsync<KafkaException>()).Which.Code.Should().Be(ErrorCode.UnknownMemberId);
    }
}
