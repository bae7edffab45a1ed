using System.Text;
using Ms2Lab.Kafka.Protocol.Messages;
using Ms2Lab.Kafka.Protocol.Records;

namespace Ms2Lab.Kafka.Tests.Broker;

/// <summary>Small requests that many tests send.</summary>
internal static class Requests
{
    public static byte[] Batch(params string[] values)
    {
        using var builder = new RecordBatchBuilder();
        foreach (var value in values)
        {
            builder.Append(1_700_000_000_000, null, Encoding.UTF8.GetBytes(value));
        }

        return builder.Build();
    }

    public static ProduceRequest Produce(string topic, byte[] batch, int partition = 0, short acks = -1) => new()
    {
        Acks = acks,
        TimeoutMs = 5000,
        TopicData = [new() { Name = topic, PartitionData = [new() { Index = partition, Records = batch }] }],
    };

    public static FetchRequest Fetch(string topic, int maxWaitMs = 0, long offset = 0, int partition = 0) => new()
    {
        MaxWaitMs = maxWaitMs,
        MinBytes = 1,
        Topics = [new() { Topic = topic, Partitions = [new() { Partition = partition, FetchOffset = offset, PartitionMaxBytes = 1 << 20 }] }],
    };

    public static MetadataRequest Metadata(string topic) => new() { Topics = [new() { Name = topic }] };

    public static List<string> Values(FetchResponse answer) =>
        [.. answer.Responses.SelectMany(t => t.Partitions).SelectMany(p => RecordBatch.ReadAll(p.Records!.Value)).Where(b => !b.IsControl).SelectMany(b => b.ToList())
            .Select(r => Encoding.UTF8.GetString(r.Value!.Value.Span))];
}
