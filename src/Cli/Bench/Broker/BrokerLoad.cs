using System.Diagnostics;
using Confluent.Kafka;
using Ms2Lab.Environments.Core;

namespace Ms2Lab.Cli.Bench.Broker;

/// <summary>The loads of <c>lab bench broker</c>, each on the first partition of a topic of its own, with Confluent.Kafka.</summary>
/// <param name="bootstrap">The brokers.</param>
/// <param name="records">How many records are produced.</param>
/// <param name="size">Bytes of each value.</param>
internal sealed class BrokerLoad(string bootstrap, int records, int size)
{
    private const int Untold = 100;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <summary>Produces all records, acknowledged by all; records a second until the last acknowledgement.</summary>
    /// <param name="topic">A topic that nobody uses; it is created by the produce.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="EnvironmentException">Not all of them arrived.</exception>
    public double Produce(string topic, CancellationToken cancellation)
    {
        using var producer = Producer(("linger.ms", "5"), ("queue.buffering.max.messages", "1000000"), ("dotnet.producer.enable.delivery.reports", "false"));
        // Connections and metadata are no part of a rate.
        producer.ProduceAsync(new TopicPartition(topic, 0), new Message<Null, byte[]> { Value = new byte[size] }, cancellation).Wait(cancellation);
        var message = new Message<Null, byte[]> { Value = new byte[size] };
        var first = new TopicPartition(topic, 0);
        var clock = Stopwatch.StartNew();
        for (var sent = 0; sent < records;)
        {
            try
            {
                producer.Produce(first, message);
                sent++;
            }
            catch (ProduceException<Null, byte[]> e) when (e.Error.Code == ErrorCode.Local_QueueFull)
            {
                producer.Poll(TimeSpan.FromMilliseconds(1));
                cancellation.ThrowIfCancellationRequested();
            }
        }
        var left = producer.Flush(Limit);
        var elapsed = clock.Elapsed;
        var end = End(topic);
        return left == 0 && end == records + 1
            ? records / elapsed.TotalSeconds
            : throw new EnvironmentException($"{bootstrap} has {end - 1} of {records} records; {left} were not acknowledged.", "Give the broker more memory, or measure with fewer --records.");
    }

    /// <summary>The same while a consumer reads along; records a second of the producer, and the share that the consumer had read by then.</summary>
    public async Task<(double Rate, double Read)> ProduceAndConsumeAsync(string topic, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var read = 0L;
        var consuming = Task.Factory.StartNew(() => Consume(topic, stop.Token, () => Interlocked.Increment(ref read)), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var rate = Produce(topic, cancellation);
        var share = Interlocked.Read(ref read) / (double)records;
        await stop.CancelAsync().ConfigureAwait(false);
        await consuming.ConfigureAwait(false);
        return (rate, share);
    }

    /// <summary>Round trips of single records, one at a time; sorted.</summary>
    public async Task<IReadOnlyList<TimeSpan>> RoundTripsAsync(string topic, int count, CancellationToken cancellation)
    {
        using var producer = Producer(("linger.ms", "0"));
        var times = new List<TimeSpan>(count);
        var message = new Message<Null, byte[]> { Value = new byte[size] };
        for (var i = 0; i < count + Untold; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await producer.ProduceAsync(new TopicPartition(topic, 0), message, cancellation).ConfigureAwait(false);
            if (i >= Untold)
            {
                times.Add(Stopwatch.GetElapsedTime(start));
            }
        }
        times.Sort();
        return times;
    }

    /// <summary>One record; what the clock says when it is acknowledged.</summary>
    public async Task<TimeSpan> ProduceOneAsync(string topic, Stopwatch clock, CancellationToken cancellation)
    {
        // Between two connections librdkafka waits half of this, 50 ms if it is not told, and 100 ms before it closes: no time of a broker's.
        using var producer = Producer(("linger.ms", "0"), ("reconnect.backoff.ms", "20"));
        await producer.ProduceAsync(new TopicPartition(topic, 0), new Message<Null, byte[]> { Value = new byte[size] }, cancellation).ConfigureAwait(false);
        return clock.Elapsed;
    }

    private IProducer<Null, byte[]> Producer(params (string Key, string Value)[] more) =>
        new ProducerBuilder<Null, byte[]>(more.Select(m => KeyValuePair.Create(m.Key, m.Value)).Append(new("bootstrap.servers", bootstrap)).Append(new("acks", "all")))
            .SetLogHandler((_, _) => { }).Build();

    private void Consume(string topic, CancellationToken cancellation, Action onRecord)
    {
        using var consumer = Consumer();
        consumer.Assign(new TopicPartitionOffset(topic, 0, Offset.Beginning));
        try
        {
            while (true)
            {
                consumer.Consume(cancellation);
                onRecord();
            }
        }
        catch (OperationCanceledException)
        {
            consumer.Close();
        }
    }

    private long End(string topic)
    {
        using var consumer = Consumer();
        return consumer.QueryWatermarkOffsets(new TopicPartition(topic, 0), TimeSpan.FromSeconds(30)).High.Value;
    }

    // The mock forgets the oldest records: a reader that falls behind goes on with what is left.
    private IConsumer<Ignore, byte[]> Consumer() => new ConsumerBuilder<Ignore, byte[]>(new Dictionary<string, string>
    {
        ["bootstrap.servers"] = bootstrap, ["group.id"] = "bench", ["auto.offset.reset"] = "earliest", ["enable.auto.commit"] = "false", ["allow.auto.create.topics"] = "true",
    }).SetLogHandler((_, _) => { }).Build();
}
