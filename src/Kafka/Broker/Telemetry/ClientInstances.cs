namespace Ms2Lab.Kafka.Broker.Telemetry;

/// <summary>The clients that asked for subscriptions of metrics or pushed some; the oldest gives way when there are too many, as in Kafka. Owned by the cluster's lock.</summary>
internal sealed class ClientInstances
{
    private const int Most = 16_384;

    private readonly OrderedDictionary<Guid, ClientInstance> _byId = [];

    public ClientInstance GetOrAdd(Guid id)
    {
        if (_byId.TryGetValue(id, out var known))
        {
            return known;
        }

        if (_byId.Count == Most)
        {
            _byId.RemoveAt(0);
        }

        return _byId[id] = new ClientInstance();
    }
}
