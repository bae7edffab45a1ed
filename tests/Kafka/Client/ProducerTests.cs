using System.Text;
using Ms2Lab.Kafka.Client;
using Ms2Lab.Kafka.Client.Producing;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Records;

namespace Ms2Lab.Kafka.Tests.Client;

public sealed class ProducerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Keys_values_headers_and_tombstones_arrive_as_they_were_sent()
    {
        await using var cluster = await EmbeddedCluster.StartAsync();
        await cluster.CreateTopicAsync("readings");
        await using var producer = cluster.Producer();

        var sent = new ProducerRecord("readings", 0, "k"u8.ToArray(), "v"u8.ToArray()) { Timestamp = 42, Headers = [new("h", "x"u8.ToArray()), new("h", null)] };
        var first = await producer.ProduceAsync(sent, Cancellation);
        var second = await producer.ProduceAsync(new ProducerRecord("readings", 0, null, null), Cancellation);

        var records = await cluster.ReadAsync("readings");
        first.Should().Be(new RecordMetadata(new("readings", 0), 0, 42));
        second.Offset.Should().Be(1);
        Text(records[0].Key).Should().Be("k");
        Text(records[0].Value).Should().Be("v");
        records[0].Timestamp.Should().Be(42);
        records[0].Headers.Select(h => (h.Key, Text(h.Value))).Should().Equal(("h", "x"), ("h", null));
        records[1].Key.Should().BeNull();
        records[1].Value.Should().BeNull();
    }

    [Theory]
    [InlineData(CompressionCodec.None, Acks.All)]
    [InlineData(CompressionCodec.Gzip, Acks.Leader)]
    [InlineData(CompressionCodec.Snappy, Acks.None)]
    [InlineData(CompressionCodec.Lz4, Acks.All)]
    [InlineData(CompressionCodec.Zstd, Acks.All)]
    public async Task Thousands_of_records_arrive_once_and_in_order(CompressionCodec compression, Acks acks)
    {
        await using var cluster = await EmbeddedCluster.StartAsync();
        await cluster.CreateTopicAsync("many", 3);
        await using var producer = cluster.Producer(new ProducerOptions { Compression = compression, Acks = acks, Idempotent = acks == Acks.All, BatchSize = 2000 });

        for (var i = 0; i < 3000; i++)
        {
            await producer.SendAsync(new ProducerRecord("many", i % 3, null, Encoding.UTF8.GetBytes($"{i / 3}")), Cancellation);
        }

        await producer.FlushAsync(Cancellation);
        if (acks == Acks.None)
        {
            // Nobody says when the last batch without acknowledgement is in; a batch on the same connection and with one comes after it.
            await cluster.Client.RefreshMetadataAsync(null, allowAutoCreate: false, Cancellation);
        }

        for (var partition = 0; partition < 3; partition++)
        {
            (await cluster.ReadAsync("many", partition)).Select(r => Text(r.Value)).Should().Equal(Enumerable.Range(0, 1000).Select(i => $"{i}"));
        }
    }

    [Theory]
    [InlineData("21", -973932308)]
    [InlineData("foobar", -790332482)]
    [InlineData("a-little-bit-long-string", -985981536)]
    [InlineData("a-little-bit-longer-string", -1486304829)]
    [InlineData("lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8", -58897971)]
    [InlineData("abc", 479470107)]
    public void Keys_are_hashed_as_the_Java_client_hashes_them(string key, int hash) => Murmur2.Hash(Encoding.UTF8.GetBytes(key)).Should().Be(hash);

    [Fact]
    public async Task A_record_that_is_too_large_is_refused_with_Kafkas_sentence()
    {
        await using var cluster = await EmbeddedCluster.StartAsync();
        await using var producer = cluster.Producer();

        var send = await producer.SendAsync(new ProducerRecord("large", 0, null, new byte[2_000_000]), Cancellation);

        (await send.Awaiting(s => s).Should().ThrowAsync<KafkaException>())
            .WithMessage("The message is 2000088 bytes when serialized which is larger than 1048576, which is the value of the max.request.size configuration.")
            .Which.JavaName.Should().Be("org.apache.kafka.common.errors.RecordTooLargeException");
    }

    [Fact]
    public async Task A_partition_that_is_not_there_is_named_after_max_block()
    {
        await using var cluster = await EmbeddedCluster.StartAsync();
        await cluster.CreateTopicAsync("narrow");
        await using var producer = cluster.Producer(new ProducerOptions { MaxBlock = TimeSpan.FromMilliseconds(300) });

        var send = await producer.SendAsync(new ProducerRecord("narrow", 7, null, null), Cancellation);

        (await send.Awaiting(s => s).Should().ThrowAsync<KafkaException>())
            .WithMessage("Partition 7 of topic narrow with partition count 1 is not present in metadata after 300 ms.")
            .Which.Code.Should().Be(ErrorCode.RequestTimedOut);
    }

    [Fact]
    public async Task Records_expire_when_nobody_answers_until_the_delivery_timeout()
    {
        var cluster = await EmbeddedCluster.StartAsync();
        await cluster.CreateTopicAsync("lost");
        var options = new ProducerOptions { DeliveryTimeout = TimeSpan.FromSeconds(5), RequestTimeout = TimeSpan.FromSeconds(1), Linger = TimeSpan.Zero };
        await using var producer = cluster.Producer(options);
        await producer.ProduceAsync(new ProducerRecord("lost", 0, null, null), Cancellation);

        await cluster.StopBrokerAsync();
        var send = await producer.SendAsync(new ProducerRecord("lost", 0, null, null), Cancellation);

        (await send.Awaiting(s => s).Should().ThrowAsync<KafkaException>()).WithMessage("Expiring 1 record(s) for lost-0:*ms has passed since batch creation*");
        await cluster.DisposeAsync();
    }

    [Fact]
    public async Task Closing_sends_what_is_still_lingering()
    {
        await using var cluster = await EmbeddedCluster.StartAsync();
        await cluster.CreateTopicAsync("late");
        var producer = cluster.Producer(new ProducerOptions { Linger = TimeSpan.FromMinutes(1) });

        var sent = await producer.SendAsync(new ProducerRecord("late", 0, null, null), Cancellation);
        await producer.DisposeAsync();

        (await sent).Offset.Should().Be(0);
        producer.Invoking(p => p.SendAsync(new ProducerRecord("late", 0, null, null), Cancellation)).Should().Throw<InvalidOperationException>()
            .WithMessage("Cannot perform operation after producer has been closed");
    }

    private static string? Text(ReadOnlyMemory<byte>? bytes) => bytes is { } some ? Encoding.UTF8.GetString(some.Span) : null;
}
