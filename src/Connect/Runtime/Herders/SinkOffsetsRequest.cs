using System.Globalization;
using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Runtime.Rest;

namespace Ms2Lab.Connect.Runtime.Herders;

/// <summary>Reads what a user sends as positions of a sink: <c>kafka_topic</c>, <c>kafka_partition</c> and <c>kafka_offset</c>, numbers also as texts (reference: SinkUtils).</summary>
internal static class SinkOffsetsRequest
{
    public const string Topic = "kafka_topic";
    public const string Partition = "kafka_partition";
    public const string Offset = "kafka_offset";

    /// <summary>The offsets by partition, null to reset one; of a partition given twice the last holds.</summary>
    /// <exception cref="RestException">400: something is missing or no number.</exception>
    public static Dictionary<TopicPartition, long?> Parse(ConnectorOffsets offsets)
    {
        var parsed = new Dictionary<TopicPartition, long?>();
        foreach (var offset in offsets.Offsets)
        {
            parsed[PartitionOf(offset.Partition)] = OffsetOf(offset.Offset);
        }
        return parsed;
    }

    private static TopicPartition PartitionOf(IReadOnlyDictionary<string, object?>? partition)
    {
        if (partition is null)
        {
            throw Wrong("The partition for a sink connector offset cannot be null or missing");
        }
        if (!partition.TryGetValue(Topic, out var topic) || !partition.TryGetValue(Partition, out var number))
        {
            throw Wrong($"The partition for a sink connector offset must contain the keys '{Topic}' and '{Partition}'");
        }
        if (topic is null)
        {
            throw Wrong("Kafka topic names must be valid strings and may not be null");
        }
        if (number is null)
        {
            throw Wrong("Kafka partitions must be valid numbers and may not be null");
        }
        return int.TryParse(JavaText.Of(number), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index)
            ? new TopicPartition(JavaText.Of(topic), index)
            : throw Wrong($"Failed to parse the following Kafka partition value in the provided offsets: '{JavaText.Of(number)}'. Partition values for sink connectors need to be integers.");
    }

    private static long? OffsetOf(IReadOnlyDictionary<string, object?>? offset)
    {
        if (offset is null)
        {
            return null;
        }
        if (!offset.TryGetValue(Offset, out var number))
        {
            throw Wrong($"The offset for a sink connector should either be null or contain the key '{Offset}'");
        }
        return long.TryParse(JavaText.Of(number), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var position)
            ? position
            : throw Wrong($"Failed to parse the following Kafka offset value in the provided offsets: '{JavaText.Of(number)}'. Offset values for sink connectors need to be integers.");
    }

    private static RestException Wrong(string text) => new(400, text);
}
