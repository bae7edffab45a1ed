using Ms2Lab.Kafka.Broker;
using Ms2Lab.Kafka.Client;
using Ms2Lab.Kafka.Client.Consuming;
using Ms2Lab.Kafka.Protocol.Messages;
using Ms2Lab.Kafka.Protocol.Records;

namespace Ms2Lab.Kafka.Tests.Client;

/// <summary>A cluster (or the one that MS2LAB_TEST_BOOTSTRAP names), a client, and what tests of reading need of writing.</summary>
internal sealed class ClientWorld : IAsyncDisposable
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private readonly EmbeddedKafka? _kafka;

    private ClientWorld(EmbeddedKafka? kafka, string bootstrap)
    {
        _kafka = kafka;
        Client = new KafkaClient(new KafkaClientOptions { BootstrapServers = bootstrap.Split(','), ClientId = "test" });
    }

    public KafkaClient Client { get; }

    public static async Task<ClientWorld> StartAsync()
    {
        if (Environment.GetEnvironmentVariable("MS2LAB_TEST_BOOTSTRAP") is { Length: > 0 } real)
        {
            return new ClientWorld(null, real);
        }

        var kafka = await EmbeddedKafka.StartAsync();
        return new ClientWorld(kafka, kafka.BootstrapServers);
    }

    public async Task<string> TopicAsync(int partitions, string? name = null)
    {
        name ??= $"t-{Guid.NewGuid():N}";
        var answer = await Client.SendToControllerAsync<CreateTopicsResponse>(new CreateTopicsRequest
        {
            Topics = [new CreateTopicsRequest.CreatableTopic { Name = name, NumPartitions = partitions, ReplicationFactor = 1 }],
            TimeoutMs = 10_000,
        });
        KafkaException.ThrowIf(answer.Topics[0].ErrorCode);
        return name;
    }

    public Task ProduceAsync(string topic, int partition, params string?[] values) => ProduceAsync(topic, partition, builder =>
    {
        foreach (var value in values)
        {
            builder.Append(1000, null, value is null ? (ReadOnlyMemory<byte>?)null : System.Text.Encoding.UTF8.GetBytes(value));
        }
    });

    public async Task ProduceAsync(string topic, int partition, Action<RecordBatchBuilder> fill)
    {
        using var builder = new RecordBatchBuilder();
        fill(builder);
        var answer = await Client.SendAsync<ProduceResponse>(
            new ProduceRequest
            {
                Acks = -1,
                TimeoutMs = 10_000,
                TopicData =
                [
                    new ProduceRequest.TopicProduceData
                    {
                        Name = topic,
                        PartitionData = [new ProduceRequest.PartitionProduceData { Index = partition, Records = builder.Build() }],
                    },
                ],
            },
            await Client.LeaderAsync(new TopicPartition(topic, partition)),
            maxVersion: 12);
        KafkaException.ThrowIf(answer.Responses[0].PartitionResponses[0].ErrorCode);
    }

    public KafkaConsumer Consumer(Func<ConsumerOptions, ConsumerOptions>? change = null)
    {
        var options = new ConsumerOptions
        {
            AutoOffsetReset = AutoOffsetReset.Earliest,
            HeartbeatInterval = TimeSpan.FromMilliseconds(100),
            SessionTimeout = TimeSpan.FromSeconds(6),
        };
        return new KafkaConsumer(Client, change?.Invoke(options) ?? options);
    }

    /// <summary>Polls all consumers in turn until the condition holds; the records of each.</summary>
    public static async Task<List<ConsumerRecord>[]> PollUntilAsync(Func<List<ConsumerRecord>[], bool> condition, params KafkaConsumer[] consumers)
    {
        var records = consumers.Select(_ => new List<ConsumerRecord>()).ToArray();
        using var limit = new CancellationTokenSource(Limit);
        while (!condition(records))
        {
            for (var i = 0; i < consumers.Length; i++)
            {
                records[i].AddRange(await consumers[i].PollAsync(TimeSpan.FromMilliseconds(50), limit.Token));
            }
        }

        return records;
    }

    public static async Task<List<string?>> ReadAsync(KafkaConsumer consumer, int count)
    {
        var records = await PollUntilAsync(r => r[0].Count >= count, consumer);
        return [.. records[0].Select(r => r.Value is null ? null : System.Text.Encoding.UTF8.GetString(r.Value))];
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        if (_kafka is not null)
        {
            await _kafka.DisposeAsync();
        }
    }
}
