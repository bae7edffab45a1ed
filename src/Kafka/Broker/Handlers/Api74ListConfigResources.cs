using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>
/// ListConfigResources, versions 0-1. What has settings, by kind; version 0 lists subscriptions of client metrics only.
/// Not implemented: nothing known.
/// </summary>
internal sealed class Api74ListConfigResources() : ImmediateHandler<ListConfigResourcesRequest, ListConfigResourcesResponse>(ApiKey.ListConfigResources, 0, 1)
{
    protected override ListConfigResourcesResponse Handle(RequestContext context, ListConfigResourcesRequest request)
    {
        if (request.ResourceTypes.Exists(t => !ConfigResourceTypes.All.Contains(t)))
        {
            return new ListConfigResourcesResponse { ErrorCode = (short)ErrorCode.UnsupportedVersion };
        }

        var wanted = context.Version == 0 ? [ConfigResourceTypes.ClientMetrics]
            : request.ResourceTypes.Count == 0 ? ConfigResourceTypes.All
            : request.ResourceTypes.Distinct();
        return new ListConfigResourcesResponse
        {
            ConfigResources = [.. wanted.SelectMany(type => NamesOf(context, type)
                .Select(name => new ListConfigResourcesResponse.ConfigResource { ResourceName = name, ResourceType = type }))],
        };
    }

    private static IEnumerable<string> NamesOf(RequestContext context, sbyte type) => type switch
    {
        ConfigResourceTypes.Topic => context.Cluster.Topics.All.Select(t => t.Name),
        ConfigResourceTypes.Broker or ConfigResourceTypes.BrokerLogger => context.Cluster.AliveNodes.Select(n => $"{n.Id}"),
        ConfigResourceTypes.ClientMetrics => context.Cluster.Settings.ClientMetrics.Keys,
        ConfigResourceTypes.Group => context.Cluster.Settings.Groups.Keys,
        _ => [],
    };
}
