using System.Text;
using Ms2Lab.Kafka.Broker;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;
using Ms2Lab.Kafka.Protocol.Records;

namespace Ms2Lab.Kafka.Tests.Broker;

/// <summary>Retention and compaction on a clock that the test moves (issue 5, item 1).</summary>
public sealed class LogCleaningTests : IAsyncLifetime
{
    private const long Start = 1_700_000_000_000;
    private readonly ManualTime _time = new();
    private EmbeddedKafka _kafka = null!;
    private WireClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _kafka = await EmbeddedKafka.StartAsync(new EmbeddedKafkaOptions { Time = _time }, TestContext.Current.CancellationToken);
        _client = await WireClient.ConnectAsync(_kafka.Brokers[0]);
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _kafka.DisposeAsync();
    }

    [Fact]
    public async Task Old_segments_go_with_the_brokers_own_clock_and_the_log_starts_later()
    {
        // Given: segments roll after a second
        Create("readings", ("segment.ms", "1000"), ("retention.ms", "600000"));
        await ProduceAsync("readings", Batch(Start, ("a", "old")));
        await ProduceAsync("readings", Batch(Start + 2000, ("b", "old too")));
        await ProduceAsync("readings", Batch(Start + 400_000, ("c", "young")));

        // When: retention looks every five minutes
        _time.Advance(TimeSpan.FromMinutes(15));

        // Then
        var answer = await FetchAsync("readings", 0);
        answer.ErrorCode.Should().Be((short)ErrorCode.OffsetOutOfRange);
        var rest = await FetchAsync("readings", 2);
        rest.LogStartOffset.Should().Be(2);
        Records(rest).Select(r => r.Value).Should().Equal("young");
    }

    [Fact]
    public async Task The_oldest_segments_go_when_the_log_is_too_large_but_compacted_topics_keep_theirs()
    {
        // Given: two segments of a megabyte and a little one
        foreach (var (topic, policy) in new[] { ("readings", "delete"), ("state", "compact") })
        {
            Create(topic, ("cleanup.policy", policy), ("segment.bytes", "1048576"), ("retention.bytes", "1100000"));
            foreach (var i in Enumerable.Range(0, 5))
            {
                await ProduceAsync(topic, Batch(Start, ($"{i}", new string('x', 500_000))));
            }
        }

        // When
        _kafka.ApplyRetention();

        // Then
        (await FetchAsync("readings", 4)).LogStartOffset.Should().Be(2);
        (await FetchAsync("state", 4)).LogStartOffset.Should().Be(0);
    }

    [Fact]
    public async Task The_last_record_of_each_key_stays_at_its_offset()
    {
        // Given
        Create("state", ("cleanup.policy", "compact"));
        await ProduceAsync("state", Batch(Start, ("a", "1"), ("b", "1"), ("a", "2")));
        await ProduceAsync("state", Batch(Start, ("b", "2"), ("c", "1")));
        await ProduceAsync("state", Batch(Start, ("a", "3")));

        // When
        _kafka.CompactLogs("state");

        // Then: the last batch is never touched, so that readers can come to the end
        var all = await FetchAsync("state", 0);
        Records(all).Should().Equal((2, "a", "2"), (3, "b", "2"), (4, "c", "1"), (5, "a", "3"));
        RecordBatch.ReadAll(all.Records!.Value).Should().OnlyContain(b => b.IsCrcValid());
        (all.LogStartOffset, all.HighWatermark).Should().Be((0, 6));
    }

    [Fact]
    public async Task Tombstones_stay_for_delete_retention_ms_and_then_go()
    {
        // Given
        Create("state", ("cleanup.policy", "compact"), ("delete.retention.ms", "60000"));
        await ProduceAsync("state", Batch(Start, ("a", "1"), ("a", null), ("b", "1")));
        await ProduceAsync("state", Batch(Start, ("end", "1")));

        // When
        _kafka.CompactLogs();
        var atFirst = Records(await FetchAsync("state", 0));
        _time.Advance(TimeSpan.FromSeconds(61));
        _kafka.CompactLogs();
        var later = Records(await FetchAsync("state", 0));

        // Then
        atFirst.Should().Equal((1, "a", null), (2, "b", "1"), (3, "end", "1"));
        later.Should().Equal((2, "b", "1"), (3, "end", "1"));
    }

    [Theory]
    [InlineData("0.9", 4)]
    [InlineData("0.5", 3)]
    public async Task The_broker_compacts_of_itself_when_enough_of_the_complete_segments_is_dirty(string ratio, int kept)
    {
        // Given: a quarter of the bytes was compacted before
        Create("state", ("cleanup.policy", "compact"), ("segment.ms", "1000"), ("min.cleanable.dirty.ratio", ratio));
        await ProduceAsync("state", Batch(Start, ("a", "1")));
        await ProduceAsync("state", Batch(Start + 5000, ("b", "1")));
        _time.Advance(TimeSpan.FromSeconds(15));
        await ProduceAsync("state", Batch(Start + 10_000, ("a", "2")));
        await ProduceAsync("state", Batch(Start + 15_000, ("end", "1")));

        // When
        _time.Advance(TimeSpan.FromSeconds(15));

        // Then
        Records(await FetchAsync("state", 0)).Should().HaveCount(kept);
    }

    [Fact]
    public async Task Records_of_aborted_transactions_go_and_those_of_open_ones_hold_compaction_up()
    {
        // Given
        Create("state", ("cleanup.policy", "compact"));
        var producer = await _client.AskAsync<InitProducerIdResponse>(new InitProducerIdRequest { TransactionalId = "t", TransactionTimeoutMs = 60_000 }, 4);
        await ProduceAsync("state", Batch(Start, ("a", "1")));
        await TransactAsync(producer, sequence: 0, ("a", "aborted"));
        await EndAsync(producer, commit: false);
        await TransactAsync(producer, sequence: 1, ("b", "committed"));
        await EndAsync(producer, commit: true);
        await TransactAsync(producer, sequence: 2, ("b", "open"));
        await ProduceAsync("state", Batch(Start, ("b", "last")));

        // When
        _kafka.CompactLogs();

        // Then: what the open transaction writes is not known to be there, so it replaces nothing
        Records(await FetchAsync("state", 0, isolation: 1)).Should().Equal((0, "a", "1"), (3, "b", "committed"));
        Records(await FetchAsync("state", 0)).Should().Equal((0, "a", "1"), (3, "b", "committed"), (5, "b", "open"), (6, "b", "last"));
    }

    private void Create(string topic, params (string Name, string Value)[] configs) => _kafka.CreateTopic(topic, configs: configs.ToDictionary(c => c.Name, c => c.Value));

    private static byte[] Batch(long timestamp, params (string Key, string? Value)[] records)
    {
        using var builder = new RecordBatchBuilder();
        return Build(builder, timestamp, records);
    }

    private static byte[] Build(RecordBatchBuilder builder, long timestamp, (string Key, string? Value)[] records)
    {
        foreach (var (key, value) in records)
        {
            builder.Append(timestamp, Encoding.UTF8.GetBytes(key), value is null ? (ReadOnlyMemory<byte>?)null : Encoding.UTF8.GetBytes(value));
        }

        return builder.Build();
    }

    private async Task ProduceAsync(string topic, byte[] batch)
    {
        var answer = await _client.AskAsync<ProduceResponse>(Requests.Produce(topic, batch), 9);
        answer.Responses[0].PartitionResponses[0].ErrorCode.Should().Be(0);
    }

    private async Task TransactAsync(InitProducerIdResponse producer, int sequence, params (string Key, string? Value)[] records)
    {
        var add = new AddPartitionsToTxnRequest
        {
            V3AndBelowTransactionalId = "t", V3AndBelowProducerId = producer.ProducerId, V3AndBelowProducerEpoch = producer.ProducerEpoch,
            V3AndBelowTopics = [new() { Name = "state", Partitions = [0] }],
        };
        await _client.AskAsync<AddPartitionsToTxnResponse>(add, 3);
        using var builder = new RecordBatchBuilder { ProducerId = producer.ProducerId, ProducerEpoch = producer.ProducerEpoch, BaseSequence = sequence, IsTransactional = true };
        var request = Requests.Produce("state", Build(builder, Start, records));
        request.TransactionalId = "t";
        (await _client.AskAsync<ProduceResponse>(request, 9)).Responses[0].PartitionResponses[0].ErrorCode.Should().Be(0);
    }

    private async Task EndAsync(InitProducerIdResponse producer, bool commit)
    {
        var end = new EndTxnRequest { TransactionalId = "t", ProducerId = producer.ProducerId, ProducerEpoch = producer.ProducerEpoch, Committed = commit };
        (await _client.AskAsync<EndTxnResponse>(end, 3)).ErrorCode.Should().Be(0);
    }

    /// <summary>Everything from the offset on; a fetch ends with a segment.</summary>
    private async Task<FetchResponse.PartitionData> FetchAsync(string topic, long offset, sbyte isolation = 0)
    {
        var pieces = new List<byte>();
        while (true)
        {
            var request = Requests.Fetch(topic, offset: offset);
            request.IsolationLevel = isolation;
            request.MaxBytes = request.Topics[0].Partitions[0].PartitionMaxBytes = 10 << 20;
            var data = (await _client.AskAsync<FetchResponse>(request, 12)).Responses[0].Partitions[0];
            if (data.ErrorCode != 0 || data.Records!.Value.Length == 0)
            {
                data.Records = pieces.ToArray();
                return data;
            }

            pieces.AddRange(data.Records.Value.Span);
            offset = RecordBatch.ReadAll(data.Records.Value).Last().NextOffset;
        }
    }

    private static List<(long Offset, string Key, string? Value)> Records(FetchResponse.PartitionData data) =>
        [.. RecordBatch.ReadAll(data.Records!.Value).Where(b => !b.IsControl).SelectMany(b => b.ToList())
            .Select(r => (r.Offset, Encoding.UTF8.GetString(r.Key!.Value.Span), r.Value is { } value ? Encoding.UTF8.GetString(value.Span) : null))];
}
