using Ms2Lab.Kafka.Protocol;

namespace Ms2Lab.Kafka.Broker.Groups;

/// <summary>Reads the topics out of the subscriptions of a consumer group's members: version, then topics, then what later versions add.</summary>
internal static class ConsumerSubscriptions
{
    /// <summary>Whether a member subscribes to the topic. Of a group with a member whose bytes are no subscription Kafka thinks that it subscribes to everything.</summary>
    public static bool Contain(ClassicGroup group, string topic) =>
        group.Protocol is { } protocol && group.Members.Select(m => TopicsOf(m.MetadataOf(protocol))).ToList() is var all && (all.Contains(null) || all.Exists(t => t!.Contains(topic)));

    private static List<string>? TopicsOf(byte[] metadata)
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
            return null; // The bytes are the members' own.
        }

        return topics;
    }
}
