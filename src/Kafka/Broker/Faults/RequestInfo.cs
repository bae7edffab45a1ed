using Ms2Lab.Kafka.Protocol;

namespace Ms2Lab.Kafka.Broker.Faults;

/// <summary>A request as rules, hooks and logs see it, before it is carried out.</summary>
public sealed class RequestInfo
{
    internal RequestInfo(Net.RequestContext context, IApiMessage body, DateTimeOffset at)
    {
        (Api, Version, ClientId, CorrelationId) = (context.Api, context.Version, context.ClientId, context.CorrelationId);
        (Broker, ClientAddress, Body, At) = (context.Broker.Id, context.ClientHost, body, at);
        Topics = RequestEntities.TopicsOf(body, id => context.Cluster.NameOf(id));
        Groups = RequestEntities.GroupsOf(body);
        TransactionalId = RequestEntities.TransactionalIdOf(body);
    }

    /// <summary>When it came, by the cluster's clock.</summary>
    public DateTimeOffset At { get; }

    /// <summary>Id of the broker that was asked.</summary>
    public int Broker { get; }

    /// <summary>What was asked.</summary>
    public ApiKey Api { get; }

    /// <summary>In which version.</summary>
    public short Version { get; }

    /// <summary>The client's <c>client.id</c>; empty when it has none.</summary>
    public string ClientId { get; }

    /// <summary>The client's address as Kafka shows it, such as <c>/127.0.0.1</c>.</summary>
    public string ClientAddress { get; }

    /// <summary>Number that ties the answer to the request on its connection.</summary>
    public int CorrelationId { get; }

    /// <summary>Topics that the request names, by name also where it names ids, each with the partitions that it names.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<int>> Topics { get; }

    /// <summary>Group ids that the request names.</summary>
    public IReadOnlyList<string> Groups { get; }

    /// <summary>Transactional id, or null.</summary>
    public string? TransactionalId { get; }

    /// <summary>The whole request. It must not be changed.</summary>
    public IApiMessage Body { get; }

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Api} v{Version} from '{ClientId}' to broker {Broker}{string.Concat(Topics.Select(t => $" {t.Key}[{string.Join(',', t.Value)}]"))}{string.Concat(Groups.Select(g => $" group {g}"))}";
}
