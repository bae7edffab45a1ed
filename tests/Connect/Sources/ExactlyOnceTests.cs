using System.Text;
using Ms2Lab.Kafka.Client;
using Ms2Lab.Kafka.Client.Producing;
using Ms2Lab.Kafka.Protocol;

namespace Ms2Lab.Connect.Tests.Sources;

/// <summary>Exactly-once sources (KIP-618) on workers and a broker in this process.</summary>
public sealed class ExactlyOnceTests
{
    private readonly ScriptedPlugins _script = new();

    [Fact]
    public async Task A_worker_killed_between_send_and_commit_leaves_nothing_twice_for_readers_of_committed_records()
    {
        await using var first = await StartAsync(("session.timeout.ms", "6000"), ("heartbeat.interval.ms", "500"), ("scheduled.rebalance.max.delay.ms", "0"));
        await PutAsync(first, "killed", ("transaction.boundary", "interval"), ("transaction.boundary.interval.ms", "3600000"));
        _script.Give([1, 2, 3]);
        (await first.ReadAsync("killed", 3)).Select(r => r.Value).Should().Equal("1", "2", "3");

        await first.KillAsync();
        await using var second = await first.JoinAsync();
        _script.Give([1, 2, 3, 4]);
        (await second.ReadAsync("killed", 7)).Should().HaveCount(7, "the second task sends again what the first one had not committed");
        await second.SendAsync(HttpMethod.Put, "/connectors/killed/pause");

        (await second.ReadAsync("killed", 4, IsolationLevel.ReadCommitted)).Select(r => r.Value).Should().Equal("1", "2", "3", "4");
        await second.OffsetsAsync("killed", o => (int?)o["offsets"]!.AsArray().FirstOrDefault()?["offset"]!["number"] == 4);
    }

    [Fact]
    public async Task A_producer_of_tasks_that_are_no_more_is_fenced_before_new_ones_start()
    {
        await using var worker = await StartAsync();
        await PutAsync(worker, "zombie", ("tasks.max", "2"));
        await worker.RunningAsync("zombie", 2);
        await using var client = worker.Client();
        var zombie = new KafkaProducer(client, new ProducerOptions { TransactionalId = "workers-zombie-1" });
        await zombie.InitTransactionsAsync(TestContext.Current.CancellationToken);
        zombie.BeginTransaction();
        await zombie.ProduceAsync(new ProducerRecord("zombie", 0, null, Encoding.UTF8.GetBytes("too late")), TestContext.Current.CancellationToken);

        await PutAsync(worker, "zombie", ("tasks.max", "1"));
        await worker.RunningAsync("zombie", 1);
        _script.Give([1]);

        (await worker.ReadAsync("zombie", 1, IsolationLevel.ReadCommitted)).Single().Value.Should().Be("1");
        (await FluentActions.Awaiting(() => zombie.CommitTransactionAsync()).Should().ThrowAsync<KafkaException>()).Which.Code.Should().Be(ErrorCode.ProducerFenced);
        await zombie.CloseAsync(TimeSpan.Zero);
    }

    [Fact]
    public async Task A_connector_that_defines_its_boundaries_commits_and_takes_back_what_it_says()
    {
        await using var worker = await StartAsync();
        await PutAsync(worker, "bounds", ("transaction.boundary", "connector"), ("exactly.once.support", "required"));

        _script.Give([1, 2, 3, 4, 5], (transaction, records) =>
        {
            transaction.CommitTransaction(records[1]);
            transaction.AbortTransaction(records[3]);
        });
        _script.Give([6], (transaction, _) => transaction.AbortTransaction());
        _script.Give([7], (transaction, _) => transaction.CommitTransaction());

        (await worker.ReadAsync("bounds", 3, IsolationLevel.ReadCommitted)).Select(r => r.Value).Should().Equal("1", "2", "7");
        await worker.OffsetsAsync("bounds", o => (int?)o["offsets"]!.AsArray().FirstOrDefault()?["offset"]!["number"] == 7);

        _script.Give([8], (transaction, _) =>
        {
            transaction.CommitTransaction();
            transaction.AbortTransaction();
        });
        ((string)(await worker.TaskAsync("bounds", "FAILED"))["tasks"]![0]!["trace"]!).Should().StartWith(
            "java.lang.IllegalStateException: Connector requested both commit and abort of same transaction");
    }

    [Fact]
    public async Task A_leader_that_was_fenced_from_the_config_topic_says_so_and_claims_it_again()
    {
        await using var worker = await StartAsync();
        await PutAsync(worker, "before");
        await worker.TaskAsync("before", "RUNNING");
        await using var client = worker.Client();
        var other = new KafkaProducer(client, new ProducerOptions { TransactionalId = "connect-cluster-workers" });
        await other.InitTransactionsAsync(TestContext.Current.CancellationToken);
        await other.CloseAsync(TimeSpan.Zero);

        (await worker.SendAsync(HttpMethod.Delete, "/connectors/before")).Should().Be((
            500,
            "{\"error_code\":500,\"message\":\"Failed to write to config topic; this may be due to a transient error and the request can be safely retried\"}"));

        (await worker.SendAsync(HttpMethod.Delete, "/connectors/before")).Status.Should().Be(204);
    }

    private Task<SourceWorker> StartAsync(params (string Name, string Value)[] properties) =>
        SourceWorker.StartAsync(_script, [("exactly.once.source.support", "enabled"), .. properties]);

    private static Task PutAsync(SourceWorker worker, string connector, params (string Name, string Value)[] config) =>
        worker.PutAsync(connector, [("connector.class", "test.Scripted"), ("topic", connector), .. config]);
}
