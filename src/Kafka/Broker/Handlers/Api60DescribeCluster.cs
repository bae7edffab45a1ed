using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>DescribeCluster, versions 0-2. Brokers that are down count as fenced. Not implemented: the endpoint of controllers.</summary>
internal sealed class Api60DescribeCluster() : ImmediateHandler<DescribeClusterRequest, DescribeClusterResponse>(ApiKey.DescribeCluster, 0, 2)
{
    private const sbyte Brokers = 1;
    private const sbyte Controllers = 2;

    protected override DescribeClusterResponse Handle(RequestContext context, DescribeClusterRequest request)
    {
        if (request.EndpointType != Brokers)
        {
            return request.EndpointType == Controllers
                ? Failed(context, ErrorCode.MismatchedEndpointType, "The request was sent to an endpoint of type BROKER, but we wanted an endpoint of type CONTROLLER")
                : Failed(context, ErrorCode.UnsupportedEndpointType, $"Unsupported endpoint type {request.EndpointType}");
        }

        var cluster = context.Cluster;
        return new DescribeClusterResponse
        {
            ClusterId = cluster.ClusterId,
            ControllerId = cluster.Controller?.Id ?? -1,
            ClusterAuthorizedOperations = request.IncludeClusterAuthorizedOperations ? AuthorizedOperations.OfCluster : AuthorizedOperations.NotAsked,
            Brokers = [.. cluster.Nodes.Where(n => n.IsAlive || request.IncludeFencedBrokers).Select(n => new DescribeClusterResponse.DescribeClusterBroker
            {
                BrokerId = n.Id, Host = context.HostOf(n), Port = context.PortOf(n), Rack = n.Rack, IsFenced = !n.IsAlive,
            })],
        };
    }

    private static DescribeClusterResponse Failed(RequestContext context, ErrorCode error, string message) =>
        new() { ErrorCode = (short)(context.Version == 0 ? ErrorCode.InvalidRequest : error), ErrorMessage = message, ClusterId = "" };
}
