using System.Buffers.Binary;
using System.Text.Json.Nodes;
using Ms2Lab.Kafka.Protocol.Records;

namespace Ms2Lab.Kafka.Tests.Vectors;

/// <summary>Header fields of a batch that a recording fixes, right or wrong, where a builder would compute them.</summary>
internal static class RecordHeaderPatch
{
    public static void Apply(Span<byte> batch, JsonObject json, CompressionCodec codec, long baseTimestamp)
    {
        batch[16] = (byte)(json["magic"]?.GetValue<sbyte>() ?? 2);
        BinaryPrimitives.WriteInt32BigEndian(batch[8..], json["batchLength"]?.GetValue<int>() ?? batch.Length - RecordBatch.LengthPrefix);
        BinaryPrimitives.WriteInt16BigEndian(batch[21..], json["attributes"]?.GetValue<short>() ?? (short)codec);
        BinaryPrimitives.WriteInt64BigEndian(batch[27..], baseTimestamp);
        if (json["maxTimestamp"] is { } largest)
        {
            BinaryPrimitives.WriteInt64BigEndian(batch[35..], largest.GetValue<long>());
        }

        if (json["recordCount"] is { } count)
        {
            BinaryPrimitives.WriteInt32BigEndian(batch[57..], count.GetValue<int>());
        }

        RecordBatch.WriteCrc(batch);
        if (json["crc"] is { } crc)
        {
            BinaryPrimitives.WriteUInt32BigEndian(batch[17..], crc.GetValue<uint>());
        }
    }
}
