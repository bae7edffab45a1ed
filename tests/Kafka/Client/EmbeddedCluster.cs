using Ms2Lab.Kafka.Broker;
using Ms2Lab.Kafka.Client;
using Ms2Lab.Kafka.Client.Admin;
using Ms2Lab.Kafka.Client.Producing;
using Ms2Lab.Kafka.Protocol.Messages;
using Ms2Lab.Kafka.Protocol.Records;
using Record = Ms2Lab.Kafka.Protocol.Records.Record;

namespace Ms2Lab.Kafka.Tests.Client;

/// <summary>A broker of its own for a test, with a client and an admin on it.</summary>
internal sealed class EmbeddedCluster : IAsyncDisposable
{
    private readonly EmbeddedKafka _kafka;

    private EmbeddedCluster(EmbeddedKafka kafka)
    {
        _kafka = kafka;
        Client = new KafkaClient(new KafkaClientOptions { BootstrapServers = kafka.BootstrapServers.Split(','), DefaultApiTimeout = TimeSpan.FromSeconds(20) });
        Admin = new KafkaAdmin(Client);
    }

    public KafkaClient Client { get; }

    public KafkaAdmin Admin { get; }

    public static async Task<EmbeddedCluster> StartAsync() => new(await EmbeddedKafka.StartAsync(new EmbeddedKafkaOptions(), TestContext.Current.CancellationToken));

    public KafkaProducer Producer(ProducerOptions? options = null) => new(Client, options ?? new ProducerOptions { Linger = TimeSpan.Zero });

    public async Task CreateTopicAsync(string name, int partitions = 1) =>
        (await Admin.CreateTopicsAsync([new NewTopic(name, partitions, 1)], cancellation: TestContext.Current.CancellationToken)).ThrowIfAnyFailed();

    /// <summary>All records of a partition up to its end as a fetch answers them, control records left out.</summary>
    public async Task<List<Record>> ReadAsync(string topic, int partition = 0)
    {
        var place = new TopicPartition(topic, partition);
        var end = (await Admin.ListOffsetsAsync([place], OffsetSpec.Latest, cancellation: TestContext.Current.CancellationToken))[place].Offset;
        var records = new List<Record>();
        for (long at = 0; at < end;)
        {
            var request = new FetchRequest
            {
                MaxBytes = 50_000_000,
                Topics = [new FetchRequest.FetchTopic { Topic = topic, Partitions = [new FetchRequest.FetchPartition { Partition = partition, FetchOffset = at, PartitionMaxBytes = 50_000_000 }] }],
            };
            var response = await Client.SendAsync<FetchResponse>(
                request, await Client.LeaderAsync(place, TestContext.Current.CancellationToken), TestContext.Current.CancellationToken, maxVersion: 12);
            var data = response.Responses.Single().Partitions.Single();
            KafkaException.ThrowIf(data.ErrorCode);
            foreach (var batch in RecordBatch.ReadAll(data.Records!.Value))
            {
                at = batch.LastOffset + 1;
                if (!batch.IsControl)
                {
                    records.AddRange(batch.ToList());
                }
            }
        }

        return records;
    }

    public async Task StopBrokerAsync() => await _kafka.DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        await Admin.DisposeAsync();
        await Client.DisposeAsync();
        await _kafka.DisposeAsync();
    }
}
