using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Ms2Lab.Kafka.Client;
using Ms2Lab.Kafka.Client.Producing;

namespace Ms2Lab.Chaos.Tests;

/// <summary>Writes numbered readings into a topic, and remembers where the broker says that it has them.</summary>
public sealed class MeterLoad(KafkaClient client, string topic, int partitions)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private readonly ConcurrentDictionary<(int Partition, long Offset), int> _places = new();
    private readonly ConcurrentBag<int> _written = [];

    /// <summary>The readings that the broker says it has.</summary>
    public IReadOnlyCollection<int> Written => _written;

    /// <summary>Those whose place it told; it does not where a batch that it had already came again.</summary>
    public IReadOnlyDictionary<(int Partition, long Offset), int> Places => _places;

    /// <summary>Writes so many readings, one after the other at an even pace, and waits until the broker has them all.</summary>
    /// <exception cref="KafkaException">The broker refused one.</exception>
    public async Task RunAsync(int count, CancellationToken cancellation)
    {
        await using var producer = new KafkaProducer(client, new ProducerOptions { Linger = TimeSpan.FromMilliseconds(1) });
        var sent = new List<Task>();
        for (var id = 0; id < count; id++)
        {
            sent.Add(RememberAsync(id, await producer.SendAsync(Record(id), cancellation)));
            await Task.Delay(Pause, TimeProvider.System, cancellation);
        }
        await Task.WhenAll(sent);
    }

    /// <summary>The value that belongs to a reading, in the table and in Redis.</summary>
    public static string ValueOf(int id) => string.Create(CultureInfo.InvariantCulture, $"reading {id * 7919L}");

    private async Task RememberAsync(int id, Task<RecordMetadata> written)
    {
        var place = await written;
        _written.Add(id);
        if (place.Offset >= 0)
        {
            _places[(place.Partition.Partition, place.Offset)] = id;
        }
    }

    private ProducerRecord Record(int id) => new(topic, id % partitions, Encoding.UTF8.GetBytes($"{topic}-{id}"), Encoding.UTF8.GetBytes(
        "{\"schema\":{\"type\":\"struct\",\"optional\":false,\"fields\":[{\"field\":\"id\",\"type\":\"int32\"},{\"field\":\"v\",\"type\":\"string\"}]},\"payload\":{\"id\":"
        + id.ToString(CultureInfo.InvariantCulture) + ",\"v\":\"" + ValueOf(id) + "\"}}"));
}
