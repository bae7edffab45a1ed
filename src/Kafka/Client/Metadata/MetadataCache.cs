using Ms2Lab.Kafka.Protocol;

namespace Ms2Lab.Kafka.Client.Metadata;

/// <summary>What is known of the cluster: brokers, controller, and topics with the time at which they were learned. One lock guards it all.</summary>
internal sealed class MetadataCache(TimeProvider time, TimeSpan maxAge)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (TopicMetadata Topic, long Learned)> _topics = new(StringComparer.Ordinal);
    private IReadOnlyDictionary<int, BrokerAddress> _brokers = new Dictionary<int, BrokerAddress>();

    public int ControllerId { get; private set; } = -1;

    public void Learn(ClusterMetadata answer)
    {
        var now = time.GetTimestamp();
        lock (_lock)
        {
            _brokers = answer.Brokers;
            ControllerId = answer.ControllerId;
            foreach (var topic in answer.Topics)
            {
                if (topic.Error == ErrorCode.None)
                {
                    _topics[topic.Name] = (topic, now);
                }
                else
                {
                    _topics.Remove(topic.Name);
                }
            }
        }
    }

    public BrokerAddress? Broker(int nodeId)
    {
        lock (_lock)
        {
            return _brokers.GetValueOrDefault(nodeId);
        }
    }

    public IReadOnlyList<BrokerAddress> Brokers()
    {
        lock (_lock)
        {
            return [.. _brokers.Values];
        }
    }

    public TopicMetadata? Topic(string name)
    {
        lock (_lock)
        {
            return _topics.TryGetValue(name, out var known) && time.GetElapsedTime(known.Learned) < maxAge ? known.Topic : null;
        }
    }

    public void Forget(string topic)
    {
        lock (_lock)
        {
            _topics.Remove(topic);
        }
    }
}
