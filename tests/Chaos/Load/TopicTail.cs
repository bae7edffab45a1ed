using Ms2Lab.Kafka.Client;
using Ms2Lab.Kafka.Client.Admin;
using Ms2Lab.Kafka.Client.Consuming;

namespace Ms2Lab.Chaos.Tests;

/// <summary>Reads a topic from its beginning, each time on to what is its end then. One caller at a time.</summary>
public sealed class TopicTail : IAsyncDisposable
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);
    private readonly KafkaAdmin _admin;
    private readonly KafkaConsumer _consumer;
    private readonly Dictionary<TopicPartition, long> _next;

    public TopicTail(KafkaClient client, string topic, int partitions)
    {
        _admin = new KafkaAdmin(client);
        _consumer = new KafkaConsumer(client, new ConsumerOptions { AutoOffsetReset = AutoOffsetReset.Earliest });
        _next = Enumerable.Range(0, partitions).ToDictionary(p => new TopicPartition(topic, p), _ => 0L);
        _consumer.Assign(_next.Keys);
    }

    /// <summary>Hands over what has come since the last call.</summary>
    /// <exception cref="KafkaException">A broker is away; the next call goes on where this one stopped.</exception>
    public async Task ReadOnAsync(Action<ConsumerRecord> take, CancellationToken cancellation)
    {
        var ends = await _admin.ListOffsetsAsync(_next.Keys, OffsetSpec.Latest, cancellation: cancellation);
        while (ends.Any(e => _next[e.Key] < e.Value.Offset))
        {
            foreach (var record in await _consumer.PollAsync(Poll, cancellation))
            {
                take(record);
                _next[record.TopicPartition] = record.Offset + 1;
            }
        }
    }

    public ValueTask DisposeAsync() => _consumer.DisposeAsync();
}
