using Ms2Lab.Kafka.Client;
using Ms2Lab.Kafka.Client.Producing;
using Ms2Lab.Kafka.Protocol;

namespace Ms2Lab.Kafka.Tests.Client;

public sealed class TransactionTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Committed_records_and_offsets_count_and_aborted_ones_do_not()
    {
        await using var cluster = await EmbeddedCluster.StartAsync();
        await cluster.CreateTopicAsync("out");
        await using var producer = cluster.Producer(new ProducerOptions { TransactionalId = "t", Linger = TimeSpan.Zero });
        await producer.InitTransactionsAsync(Cancellation);
        var source = new TopicPartition("in", 0);
        await cluster.CreateTopicAsync("in");

        foreach (var (offset, commits) in new[] { (10L, true), (20L, false), (30L, true), (40L, false) })
        {
            producer.BeginTransaction();
            await producer.SendAsync(new ProducerRecord("out", 0, null, [(byte)offset]), Cancellation);
            await producer.FlushAsync(Cancellation);
            await producer.SendOffsetsToTransactionAsync(new Dictionary<TopicPartition, OffsetAndMetadata> { [source] = new(offset) }, new ConsumerGroupMetadata("g"), Cancellation);
            await (commits ? producer.CommitTransactionAsync(Cancellation) : producer.AbortTransactionAsync(Cancellation));
        }

        var committed = await cluster.Admin.ListConsumerGroupOffsetsAsync("g", requireStable: true, cancellation: Cancellation);
        committed[source].Offset.Should().Be(30);
        var records = await cluster.ReadAsync("out");
        records.Select(r => r.Value!.Value.Span[0]).Should().Equal(10, 20, 30, 40);
        records.Select(r => r.Offset).Should().Equal([0, 2, 4, 6], "each transaction ends in a marker");
    }

    [Fact]
    public async Task A_newer_producer_of_the_same_id_fences_the_older_one()
    {
        await using var cluster = await EmbeddedCluster.StartAsync();
        await cluster.CreateTopicAsync("out");
        var options = new ProducerOptions { TransactionalId = "t", Linger = TimeSpan.Zero };
        await using var older = cluster.Producer(options);
        await older.InitTransactionsAsync(Cancellation);
        older.BeginTransaction();
        await older.ProduceAsync(new ProducerRecord("out", 0, null, null), Cancellation);

        await using var newer = cluster.Producer(options);
        await newer.InitTransactionsAsync(Cancellation);

        (await older.Awaiting(p => p.CommitTransactionAsync(Cancellation)).Should().ThrowAsync<KafkaException>())
            .Which.JavaName.Should().Be("org.apache.kafka.common.errors.ProducerFencedException");
    }

    [Fact]
    public async Task The_admin_fences_a_producer()
    {
        await using var cluster = await EmbeddedCluster.StartAsync();
        await cluster.CreateTopicAsync("out");
        await using var producer = cluster.Producer(new ProducerOptions { TransactionalId = "t", Linger = TimeSpan.Zero });
        await producer.InitTransactionsAsync(Cancellation);
        producer.BeginTransaction();
        await producer.ProduceAsync(new ProducerRecord("out", 0, null, null), Cancellation);

        (await cluster.Admin.FenceProducersAsync(["t"], Cancellation)).ThrowIfAnyFailed();

        var commit = await producer.Awaiting(p => p.CommitTransactionAsync(Cancellation)).Should().ThrowAsync<KafkaException>();
        commit.Which.Code.Should().Be(ErrorCode.ProducerFenced);
    }

    [Fact]
    public async Task A_lost_record_leaves_nothing_but_an_abort()
    {
        await using var cluster = await EmbeddedCluster.StartAsync();
        await cluster.CreateTopicAsync("out");
        await using var producer = cluster.Producer(new ProducerOptions { TransactionalId = "t", MaxBlock = TimeSpan.FromSeconds(5), MaxRequestSize = 3_000_000 });
        await producer.InitTransactionsAsync(Cancellation);
        producer.BeginTransaction();

        var send = await producer.SendAsync(new ProducerRecord("out", 0, null, new byte[2_000_000]), Cancellation);

        (await send.Awaiting(s => s).Should().ThrowAsync<KafkaException>()).Which.Code.Should().Be(ErrorCode.MessageTooLarge);
        await producer.Awaiting(p => p.CommitTransactionAsync(Cancellation)).Should().ThrowAsync<KafkaException>()
            .WithMessage("Cannot execute transactional method because we are in an error state");
        await producer.AbortTransactionAsync(Cancellation);
        producer.BeginTransaction();
        await producer.SendAsync(new ProducerRecord("out", 0, null, [1]), Cancellation);
        await producer.CommitTransactionAsync(Cancellation);
        (await cluster.ReadAsync("out")).Should().ContainSingle();
    }

    [Fact]
    public async Task Sending_outside_a_transaction_is_an_error_of_the_caller()
    {
        await using var cluster = await EmbeddedCluster.StartAsync();
        await using var producer = cluster.Producer(new ProducerOptions { TransactionalId = "t" });

        producer.Invoking(p => p.SendAsync(new ProducerRecord("out", 0, null, null), Cancellation)).Should().Throw<InvalidOperationException>()
            .WithMessage("Cannot perform a 'send' before completing a call to initTransactions when transactions are enabled.");
    }
}
