using System.Text;
using Ms2Lab.Kafka.Broker;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;
using Ms2Lab.Kafka.Protocol.Records;

namespace Ms2Lab.Kafka.Tests.Broker;

public sealed class BrokerConversationTests
{
    [Fact]
    public async Task A_version_of_ApiVersions_that_is_too_new_names_the_range_in_the_oldest_body()
    {
        // Given
        await using var kafka = await EmbeddedKafka.StartAsync(cancellation: TestContext.Current.CancellationToken);
        await using var client = await WireClient.ConnectAsync(kafka.Brokers[0]);

        // When
        var request = new byte[] { 0, 0, 0, 10, 0, 18, 0, 99, 0, 0, 0, 7, 0xff, 0xff };
        await client.SendRawAsync(request);
        var answer = (ApiVersionsResponse)await client.ReceiveAsync((short)ApiKey.ApiVersions, 0);

        // Then
        answer.ErrorCode.Should().Be((short)ErrorCode.UnsupportedVersion);
        answer.ApiKeys.Should().ContainSingle().Which.MaxVersion.Should().Be(4);
    }

    [Fact]
    public async Task An_unknown_api_closes_the_connection_and_others_go_on()
    {
        // Given
        await using var kafka = await EmbeddedKafka.StartAsync(cancellation: TestContext.Current.CancellationToken);
        await using var other = await WireClient.ConnectAsync(kafka.Brokers[0]);
        await using var client = await WireClient.ConnectAsync(kafka.Brokers[0]);

        // When
        await client.SendRawAsync(new byte[] { 0, 0, 0, 10, 0x7f, 0, 0, 0, 0, 0, 0, 7, 0xff, 0xff });

        // Then
        (await client.ReceiveFrameAsync()).Should().BeNull();
        (await other.AskAsync<MetadataResponse>(new MetadataRequest { Topics = [] }, 12)).Brokers.Should().ContainSingle();
    }

    [Fact]
    public async Task A_waiting_fetch_returns_the_very_bytes_that_another_client_then_produces()
    {
        // Given
        await using var kafka = await EmbeddedKafka.StartAsync(cancellation: TestContext.Current.CancellationToken);
        await using var consumer = await WireClient.ConnectAsync(kafka.Brokers[0]);
        await using var producer = await WireClient.ConnectAsync(kafka.Brokers[0]);
        await producer.AskAsync<MetadataResponse>(new MetadataRequest { Topics = [new() { Name = "readings" }] }, 12);
        await consumer.SendAsync(Requests.Fetch("readings", maxWaitMs: 20_000), 12);

        // When
        var batch = Requests.Batch("one", "two");
        var produced = await producer.AskAsync<ProduceResponse>(Requests.Produce("readings", batch), 9);
        var fetched = (FetchResponse)await consumer.ReceiveAsync((short)ApiKey.Fetch, 12);

        // Then
        produced.Responses[0].PartitionResponses[0].BaseOffset.Should().Be(0);
        var records = fetched.Responses[0].Partitions[0].Records!.Value;
        records.Span[RecordBatch.LengthPrefix..].Slice(4).ToArray().Should().Equal(batch[16..]);
        RecordBatch.ReadAll(records).Single().ToList().Select(r => Encoding.UTF8.GetString(r.Value!.Value.Span)).Should().Equal("one", "two");
    }

    [Fact]
    public async Task A_batch_with_a_wrong_checksum_is_refused_and_not_stored()
    {
        // Given
        await using var kafka = await EmbeddedKafka.StartAsync(cancellation: TestContext.Current.CancellationToken);
        await using var client = await WireClient.ConnectAsync(kafka.Brokers[0]);
        await client.AskAsync<MetadataResponse>(new MetadataRequest { Topics = [new() { Name = "readings" }] }, 12);
        var batch = Requests.Batch("one");
        batch[^1] ^= 1;

        // When
        var produced = await client.AskAsync<ProduceResponse>(Requests.Produce("readings", batch), 9);

        // Then
        produced.Responses[0].PartitionResponses[0].ErrorCode.Should().Be((short)ErrorCode.CorruptMessage);
        var fetched = await client.AskAsync<FetchResponse>(Requests.Fetch("readings", maxWaitMs: 0), 12);
        fetched.Responses[0].Partitions[0].HighWatermark.Should().Be(0);
    }

    [Fact]
    public async Task A_record_without_a_key_is_refused_by_a_compacted_topic()
    {
        // Given
        await using var kafka = await EmbeddedKafka.StartAsync(cancellation: TestContext.Current.CancellationToken);
        await using var client = await WireClient.ConnectAsync(kafka.Brokers[0]);
        var topic = new CreateTopicsRequest.CreatableTopic
        {
            Name = "state", NumPartitions = 1, ReplicationFactor = 1, Configs = [new() { Name = "cleanup.policy", Value = "compact" }],
        };
        await client.AskAsync<CreateTopicsResponse>(new CreateTopicsRequest { Topics = [topic] }, 7);

        // When
        var produced = await client.AskAsync<ProduceResponse>(Requests.Produce("state", Requests.Batch("no key")), 9);

        // Then
        var answer = produced.Responses[0].PartitionResponses[0];
        answer.ErrorCode.Should().Be((short)ErrorCode.InvalidRecord);
        answer.RecordErrors.Should().ContainSingle().Which.BatchIndexErrorMessage
            .Should().Be("Compacted topic cannot accept message without key in topic partition state-0");
    }

    [Fact]
    public async Task Closing_clusters_while_their_clients_leave_never_fails()
    {
        for (var i = 0; i < 200; i++)
        {
            // Given
            var kafka = await EmbeddedKafka.StartAsync(cancellation: TestContext.Current.CancellationToken);
            var client = await WireClient.ConnectAsync(kafka.Brokers[0]);
            await client.AskAsync<MetadataResponse>(new MetadataRequest { Topics = [] }, 12);

            // When
            var leaving = Task.Run(async () => await client.DisposeAsync(), TestContext.Current.CancellationToken);
            var closing = async () => await kafka.DisposeAsync();

            // Then
            await closing.Should().NotThrowAsync();
            await leaving;
        }
    }
}
