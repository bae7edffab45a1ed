using System.Text.Json.Nodes;
using Ms2Lab.Kafka.Broker;
using Ms2Lab.Kafka.Client;
using Ms2Lab.Kafka.Client.Admin;
using Ms2Lab.Kafka.Protocol.Messages;
using Ms2Lab.Kafka.Protocol.Records;

namespace Ms2Lab.KafkaClients.Tests.Scenarios;

/// <summary>Embedded brokers, and what the broker itself says about what a client did.</summary>
internal sealed class TestCluster : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly KafkaClient _client;

    private TestCluster(EmbeddedKafka kafka)
    {
        Kafka = kafka;
        _client = new KafkaClient(new KafkaClientOptions { BootstrapServers = kafka.BootstrapServers.Split(','), DefaultApiTimeout = Limit });
        Admin = new KafkaAdmin(_client);
    }

    public EmbeddedKafka Kafka { get; }

    public KafkaAdmin Admin { get; }

    public string Bootstrap => Kafka.BootstrapServers;

    public static async Task<TestCluster> StartAsync(EmbeddedKafkaOptions? options = null) => new(await EmbeddedKafka.StartAsync(options, TestContext.Current.CancellationToken));

    /// <summary>A cluster with one topic.</summary>
    public static async Task<TestCluster> WithTopicAsync(string topic, int partitions = 1, int brokers = 1, short replicas = 1)
    {
        var cluster = await StartAsync(new EmbeddedKafkaOptions { Brokers = brokers });
        cluster.Kafka.CreateTopic(topic, partitions, replicas);
        return cluster;
    }

    /// <summary>The batches of a partition as they are stored, control batches too.</summary>
    public async Task<List<RecordBatch>> BatchesAsync(string topic, int partition = 0)
    {
        var place = new TopicPartition(topic, partition);
        var end = await EndAsync(topic, partition);
        var batches = new List<RecordBatch>();
        while ((batches.Count == 0 ? 0 : batches[^1].NextOffset) < end)
        {
            var wanted = new FetchRequest.FetchPartition { Partition = partition, FetchOffset = batches.Count == 0 ? 0 : batches[^1].NextOffset, PartitionMaxBytes = 50_000_000 };
            var request = new FetchRequest { MaxBytes = 50_000_000, Topics = [new FetchRequest.FetchTopic { Topic = topic, Partitions = [wanted] }] };
            var response = await _client.SendAsync<FetchResponse>(
                request, await _client.LeaderAsync(place, TestContext.Current.CancellationToken), TestContext.Current.CancellationToken, maxVersion: 12);
            var data = response.Responses.Single().Partitions.Single();
            KafkaException.ThrowIf(data.ErrorCode);
            batches.AddRange(RecordBatch.ReadAll(data.Records!.Value));
        }
        return batches;
    }

    /// <summary>The end of a partition: its high watermark, or for committed reads its last stable offset.</summary>
    public async Task<long> EndAsync(string topic, int partition = 0, IsolationLevel isolation = IsolationLevel.ReadUncommitted)
    {
        var place = new TopicPartition(topic, partition);
        return (await Admin.ListOffsetsAsync([place], OffsetSpec.Latest, isolation, TestContext.Current.CancellationToken))[place].Offset;
    }

    /// <summary>Records of all partitions that were ever appended.</summary>
    public async Task<long> CountAsync(string topic, int partitions)
    {
        var count = 0L;
        for (var p = 0; p < partitions; p++)
        {
            count += await EndAsync(topic, p);
        }
        return count;
    }

    /// <summary>What a group committed, as "topic-partition" and offset.</summary>
    public async Task<Dictionary<string, long>> CommittedAsync(string group)
    {
        var offsets = await Admin.ListConsumerGroupOffsetsAsync(group, cancellation: TestContext.Current.CancellationToken);
        return offsets.ToDictionary(o => $"{o.Key.Topic}-{o.Key.Partition}", o => o.Value.Offset);
    }

    /// <summary>Waits until a probe answers what is wanted.</summary>
    public static async Task<T> UntilAsync<T>(string what, Func<Task<T>> probe, Func<T, bool> isMet)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (true)
        {
            var seen = await probe();
            if (isMet(seen))
            {
                return seen;
            }
            if (limit.IsCancellationRequested)
            {
                throw new TimeoutException($"{what}: not in {Limit.TotalSeconds:0} s; last seen: {seen}");
            }
            await Task.Delay(Pause, TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Admin.DisposeAsync();
        await _client.DisposeAsync();
        await Kafka.DisposeAsync();
    }

    /// <summary>A JSON array of records with these values.</summary>
    public static JsonArray Values(params IEnumerable<string> values) => new([.. values.Select(v => new JsonObject { ["value"] = v })]);
}
