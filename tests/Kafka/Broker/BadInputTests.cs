using Ms2Lab.Kafka.Broker;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Tests.Broker;

/// <summary>What no client should send (issue 5, bad input): Kafka's error code or a closed connection, and nobody else notices.</summary>
public sealed class BadInputTests : IAsyncLifetime
{
    private EmbeddedKafka _kafka = null!;
    private WireClient _client = null!;
    private readonly List<Exception> _mistakes = [];

    public async ValueTask InitializeAsync()
    {
        _kafka = await EmbeddedKafka.StartAsync(new EmbeddedKafkaOptions { OnError = _mistakes.Add }, TestContext.Current.CancellationToken);
        _kafka.CreateTopic("readings");
        _client = await WireClient.ConnectAsync(_kafka.Brokers[0]);
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _kafka.DisposeAsync();
    }

    [Theory]
    [InlineData("7fffffff", "a frame of two gigabytes")]
    [InlineData("80000000", "a negative length")]
    [InlineData("06400001", "one byte above socket.request.max.bytes")]
    [InlineData("00000002 0003", "less than a header")]
    [InlineData("0000000e 7fff 0000 00000001 ffff 00000000", "an API that there is not")]
    [InlineData("0000000e 0003 7fff 00000001 ffff 00000000", "a version that there is not")]
    [InlineData("0000000e 0003 0001 00000001 ffff 7fffffff", "two billion topics")]
    [InlineData("00000010 0003 000c 00000001 ffff 00 ffffffff0f", "two billion topics of the compact kind")]
    [InlineData("0000000e 0003 0001 00000001 7fff 00000000", "a client id longer than the frame")]
    [InlineData("0000000c 0002 0001 00000001 ffff 0000", "a body that ends early")]
    public async Task Frames_that_are_none_close_their_connection_without_a_large_allocation(string hex, string about)
    {
        // Given
        await using var other = await WireClient.ConnectAsync(_kafka.Brokers[0]);
        var before = GC.GetTotalAllocatedBytes(precise: true);

        // When
        await _client.SendRawAsync(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)));

        // Then
        (await _client.ReceiveFrameAsync()).Should().BeNull(about);
        (GC.GetTotalAllocatedBytes(precise: true) - before).Should().BeLessThan(100 << 20, about);
        (await other.AskAsync<MetadataResponse>(Requests.Metadata("readings"), 12)).Topics[0].ErrorCode.Should().Be(0);
        _mistakes.Should().BeEmpty();
    }

    [Fact]
    public async Task Two_billion_partitions_are_refused_before_one_is_made()
    {
        // When
        var created = await _client.AskAsync<CreateTopicsResponse>(new CreateTopicsRequest { Topics = [new() { Name = "many", NumPartitions = int.MaxValue, ReplicationFactor = 1 }] }, 7);
        var grown = await _client.AskAsync<CreatePartitionsResponse>(new CreatePartitionsRequest { Topics = [new() { Name = "readings", Count = int.MaxValue, Assignments = null }] }, 3);

        // Then
        created.Topics[0].ErrorCode.Should().Be((short)ErrorCode.PolicyViolation);
        created.Topics[0].ErrorMessage.Should().Be("Excessively large number of partitions per request.");
        grown.Results[0].ErrorCode.Should().Be((short)ErrorCode.UnknownServerError, "Kafka's controller stumbles over its own limit");
    }

    [Fact]
    public async Task Numbers_that_make_no_sense_get_an_error_and_the_connection_goes_on()
    {
        // When
        var partitions = await _client.AskAsync<CreateTopicsResponse>(new CreateTopicsRequest { Topics = [new() { Name = "many", NumPartitions = -7, ReplicationFactor = 1 }] }, 7);
        var replicas = await _client.AskAsync<CreateTopicsResponse>(new CreateTopicsRequest { Topics = [new() { Name = "many", NumPartitions = 1, ReplicationFactor = 99 }] }, 7);
        var name = await _client.AskAsync<CreateTopicsResponse>(new CreateTopicsRequest { Topics = [new() { Name = "../etc", NumPartitions = 1, ReplicationFactor = 1 }] }, 7);
        var config = await _client.AskAsync<CreateTopicsResponse>(
            new CreateTopicsRequest { Topics = [new() { Name = "many", NumPartitions = 1, ReplicationFactor = 1, Configs = [new() { Name = "retention.ms", Value = "-2" }] }] }, 7);
        var fetch = Requests.Fetch("readings");
        fetch.MaxBytes = -1;
        var fetched = await _client.AskAsync<FetchResponse>(fetch, 12);
        var join = new JoinGroupRequest { GroupId = "g", SessionTimeoutMs = 10_000, RebalanceTimeoutMs = int.MinValue, ProtocolType = "consumer", Protocols = [new() { Name = "range" }] };
        var joined = await _client.AskAsync<JoinGroupResponse>(join, 3);
        var transaction = await _client.AskAsync<InitProducerIdResponse>(new InitProducerIdRequest { TransactionalId = "t", TransactionTimeoutMs = int.MinValue }, 4);

        // Then
        partitions.Topics[0].ErrorCode.Should().Be((short)ErrorCode.InvalidPartitions);
        replicas.Topics[0].ErrorCode.Should().Be((short)ErrorCode.InvalidReplicationFactor);
        name.Topics[0].ErrorCode.Should().Be((short)ErrorCode.InvalidTopicException);
        config.Topics[0].ErrorCode.Should().Be((short)ErrorCode.InvalidConfig);
        fetched.Responses[0].Partitions[0].ErrorCode.Should().Be((short)ErrorCode.UnknownServerError);
        joined.ErrorCode.Should().Be(0);
        transaction.ErrorCode.Should().Be((short)ErrorCode.InvalidTransactionTimeout);
        _mistakes.Should().BeEmpty();
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(1, 2)]
    [InlineData(-1, 1)]
    public async Task A_batch_with_another_number_of_records_than_it_says_is_not_stored(int count, int lastDelta)
    {
        // Given
        var batch = Requests.Batch("one");
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(batch.AsSpan(57), count);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(batch.AsSpan(23), lastDelta);
        Ms2Lab.Kafka.Protocol.Records.RecordBatch.WriteCrc(batch);

        // When
        var answer = await _client.AskAsync<ProduceResponse>(Requests.Produce("readings", batch), 9);

        // Then
        answer.Responses[0].PartitionResponses[0].ErrorCode.Should().Be((short)ErrorCode.InvalidRecord);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Records_that_cannot_be_decompressed_are_not_stored(byte codec)
    {
        // Given: the attributes say that the plain records are compressed
        var batch = Requests.Batch("one");
        batch[22] = codec;
        Ms2Lab.Kafka.Protocol.Records.RecordBatch.WriteCrc(batch);

        // When
        var answer = await _client.AskAsync<ProduceResponse>(Requests.Produce("readings", batch), 9);

        // Then
        answer.Responses[0].PartitionResponses[0].ErrorCode.Should().Be((short)ErrorCode.UnknownServerError);
        _mistakes.Should().BeEmpty();
    }

    [Fact]
    public async Task A_client_that_reads_nothing_and_one_that_sends_half_a_frame_stall_nobody()
    {
        // Given: 8 MB are asked for again and again and never read
        foreach (var _ in Enumerable.Range(0, 16))
        {
            await _client.AskAsync<ProduceResponse>(Requests.Produce("readings", Requests.Batch(new string('x', 500_000))), 9);
        }

        await using var deaf = await WireClient.ConnectAsync(_kafka.Brokers[0]);
        foreach (var _ in Enumerable.Range(0, 20))
        {
            var fetch = Requests.Fetch("readings");
            fetch.Topics[0].Partitions[0].PartitionMaxBytes = 50 << 20;
            await deaf.SendAsync(fetch, 12);
        }

        await using var halting = await WireClient.ConnectAsync(_kafka.Brokers[0]);
        await halting.SendRawAsync(new byte[] { 0, 0, 16, 0, 0, 0 });

        // When
        var produced = await _client.AskAsync<ProduceResponse>(Requests.Produce("readings", Requests.Batch("after")), 9);

        // Then
        produced.Responses[0].PartitionResponses[0].BaseOffset.Should().Be(16);
    }

    [Fact]
    public async Task A_produce_beyond_the_memory_budget_is_refused_and_what_is_there_stays()
    {
        // Given
        await using var small = await EmbeddedKafka.StartAsync(new EmbeddedKafkaOptions { MemoryBudgetBytes = 1 << 20 }, TestContext.Current.CancellationToken);
        small.CreateTopic("readings");
        await using var client = await WireClient.ConnectAsync(small.Brokers[0]);

        // When
        var first = await client.AskAsync<ProduceResponse>(Requests.Produce("readings", Requests.Batch(new string('x', 900_000))), 9);
        var second = await client.AskAsync<ProduceResponse>(Requests.Produce("readings", Requests.Batch(new string('x', 900_000))), 9);

        // Then
        first.Responses[0].PartitionResponses[0].ErrorCode.Should().Be(0);
        second.Responses[0].PartitionResponses[0].ErrorCode.Should().Be((short)ErrorCode.KafkaStorageError);
        (await client.AskAsync<FetchResponse>(Requests.Fetch("readings"), 12)).Responses[0].Partitions[0].HighWatermark.Should().Be(1);
    }

    [Fact]
    public async Task Under_the_other_policy_the_oldest_batches_give_way()
    {
        // Given
        var options = new EmbeddedKafkaOptions { MemoryBudgetBytes = 2 << 20, MemoryPolicy = MemoryPolicy.DropOldest };
        await using var small = await EmbeddedKafka.StartAsync(options, TestContext.Current.CancellationToken);
        small.CreateTopic("readings");
        await using var client = await WireClient.ConnectAsync(small.Brokers[0]);

        // When
        foreach (var _ in Enumerable.Range(0, 9))
        {
            (await client.AskAsync<ProduceResponse>(Requests.Produce("readings", Requests.Batch(new string('x', 500_000))), 9)).Responses[0].PartitionResponses[0].ErrorCode.Should().Be(0);
        }

        // Then
        var rest = (await client.AskAsync<FetchResponse>(Requests.Fetch("readings", offset: 8), 12)).Responses[0].Partitions[0];
        (rest.LogStartOffset, rest.HighWatermark).Should().Be((5, 9));
    }
}
