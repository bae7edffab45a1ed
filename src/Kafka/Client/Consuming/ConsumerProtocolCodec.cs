using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Client.Consuming;

/// <summary>What consumers tell each other through their coordinator: an int16 version, then the message (KIP-429, KIP-792).</summary>
internal static class ConsumerProtocolCodec
{
    public static ReadOnlyMemory<byte> Write(IMessage message)
    {
        using var writer = new KafkaWriter();
        writer.WriteInt16(message.HighestSupportedVersion);
        message.Write(writer, message.HighestSupportedVersion);
        return writer.WrittenMemory.ToArray();
    }

    /// <summary>Reads what may be of a newer version, as far as it is known here.</summary>
    public static T Read<T>(ReadOnlyMemory<byte> bytes)
        where T : IMessage, new()
    {
        var message = new T();
        if (!bytes.IsEmpty)
        {
            var reader = new KafkaReader(bytes);
            var version = reader.ReadInt16();
            message.Read(ref reader, Math.Min(version, message.HighestSupportedVersion));
        }

        return message;
    }

    public static ReadOnlyMemory<byte> Assignment(IEnumerable<TopicPartition> partitions) => Write(new ConsumerProtocolAssignment
    {
        AssignedPartitions = [.. partitions.GroupBy(p => p.Topic).Select(t => new ConsumerProtocolAssignment.TopicPartition
        {
            Topic = t.Key,
            Partitions = [.. t.Select(p => p.Partition)],
        })],
    });

    public static List<TopicPartition> PartitionsOf(ConsumerProtocolAssignment assignment) =>
        [.. assignment.AssignedPartitions.SelectMany(t => t.Partitions.Select(p => new TopicPartition(t.Topic, p)))];

    public static ReadOnlyMemory<byte> Subscription(
        IEnumerable<string> topics, IEnumerable<TopicPartition> owned, int generation, ReadOnlyMemory<byte>? userData) => Write(new ConsumerProtocolSubscription
        {
            Topics = [.. topics],
            UserData = userData,
            OwnedPartitions = [.. owned.GroupBy(p => p.Topic).OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => new ConsumerProtocolSubscription.TopicPartition
            {
                Topic = t.Key,
                Partitions = [.. t.Select(p => p.Partition).Order()],
            })],
            GenerationId = generation,
        });
}
