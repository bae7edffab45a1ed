using Ms2Lab.Kafka.Protocol;

namespace Ms2Lab.Kafka.Broker.Groups;

/// <summary>Reads the topics out of the subscriptions of a consumer group's members: version, then topics, then what later versions add.</summary>
internal static class ConsumerSubscriptions
{
    public static HashSet<string> TopicsOf(ClassicGroup group) =>
        group.Protocol is { } protocol ? [.. group.Members.SelectMany(m => TopicsOf(m.MetadataOf(protocol)))] : [];

    private static List<string> TopicsOf(byte[] metadata)
    {
        var topics = new List<string>();
        try
        {
            var reader = new KafkaReader(metadata);
            reader.ReadInt16();
            for (var left = reader.ReadInt32(); left > 0; left--)
            {
                topics.Add(reader.ReadNullableString(compact: false) ?? "");
            }
        }
        catch (KafkaProtocolException)
        {
            return []; // The bytes are the members' own; what is no subscription subscribes to nothing.
        }

        return topics;
    }
}
