using System.Net.Sockets;
using Ms2Lab.Kafka.Broker;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;
using Ms2Lab.Kafka.Protocol.Records;

namespace Ms2Lab.Cli.Bench.Broker;

/// <summary>
/// What the embedded broker allocates for each batch that is produced, beyond the bytes that it keeps. The client is one blocking socket that sends the same frame
/// again and again and allocates nothing itself.
/// </summary>
internal static class BatchAllocation
{
    private const int Batches = 20_000;
    private const int Untold = 2_000;
    private const int RecordsInBatch = 100;
    private const string Topic = "allocation";

    /// <summary>Managed bytes for one batch, those of its frame taken off.</summary>
    public static async Task<double> BytesAsync(CancellationToken cancellation)
    {
        await using var kafka = await EmbeddedKafka.StartAsync(new EmbeddedKafkaOptions { MemoryBudgetBytes = 1L << 30 }, cancellation).ConfigureAwait(false);
        kafka.CreateTopic(Topic);
        var frame = Frame();
        return await Task.Factory.StartNew(() => Measure(kafka.Brokers[0].Port, frame), cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default).ConfigureAwait(false);
    }

    private static double Measure(int port, byte[] frame)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect("127.0.0.1", port);
        var answer = new byte[1024];
        Send(Untold);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        Send(Batches);
        return ((GC.GetTotalAllocatedBytes(precise: true) - before) / (double)Batches) - frame.Length;

        void Send(int count)
        {
            for (var i = 0; i < count; i++)
            {
                socket.Send(frame);
                var length = 4;
                for (var got = 0; got < length;)
                {
                    got += socket.Receive(answer.AsSpan(got));
                    length = got >= 4 ? 4 + System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(answer) : length;
                }
            }
        }
    }

    private static byte[] Frame()
    {
        using var builder = new RecordBatchBuilder();
        var value = new byte[100];
        for (var i = 0; i < RecordsInBatch; i++)
        {
            builder.Append(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), null, value);
        }
        var request = new ProduceRequest
        {
            Acks = -1,
            TimeoutMs = 5000,
            TopicData = [new() { Name = Topic, PartitionData = [new() { Index = 0, Records = builder.Build() }] }],
        };
        const short Version = 9;
        using var writer = new KafkaWriter();
        var length = writer.ReserveInt32();
        writer.WriteInt16(request.ApiKey);
        writer.WriteInt16(Version);
        writer.WriteInt32(1);
        writer.WriteString("bench", compact: false);
        writer.WriteUnsignedVarint(0);
        request.Write(writer, Version);
        writer.PatchLength(length);
        return writer.WrittenSpan.ToArray();
    }
}
