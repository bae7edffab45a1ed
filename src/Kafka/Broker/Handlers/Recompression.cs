using Ms2Lab.Kafka.Protocol.Records;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>Gives a batch the compression that its topic wants (<c>compression.type</c>); the levels of codecs are their defaults.</summary>
internal static class Recompression
{
    private const string AsProduced = "producer";
    private const string Plain = "uncompressed";

    public static Memory<byte> Of(Memory<byte> bytes, string wanted)
    {
        var batch = new RecordBatch(bytes);
        var codec = wanted == Plain ? CompressionCodec.None : Enum.TryParse<CompressionCodec>(wanted, ignoreCase: true, out var named) ? named : batch.Compression;
        if (wanted == AsProduced || codec == batch.Compression)
        {
            return bytes;
        }

        using var builder = new RecordBatchBuilder(codec, bytes.Length)
        {
            ProducerId = batch.ProducerId, ProducerEpoch = batch.ProducerEpoch, BaseSequence = batch.BaseSequence, IsTransactional = batch.IsTransactional,
        };
        foreach (var record in batch)
        {
            builder.Append(record.Timestamp, record.Key, record.Value, record.Headers);
        }

        return builder.Build();
    }
}
