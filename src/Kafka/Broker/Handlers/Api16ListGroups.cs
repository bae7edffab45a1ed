using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>
/// ListGroups, versions 0-5. Only the groups that the asked broker coordinates; filters by state and type ignore case, and an unknown
/// word matches nothing. Not implemented: nothing known.
/// </summary>
internal sealed class Api16ListGroups() : ImmediateHandler<ListGroupsRequest, ListGroupsResponse>(ApiKey.ListGroups, 0, 5)
{
    private const string Classic = "classic";

    protected override ListGroupsResponse Handle(RequestContext context, ListGroupsRequest request)
    {
        var isTypeWanted = request.TypesFilter.Count == 0 || request.TypesFilter.Contains(Classic, StringComparer.OrdinalIgnoreCase);
        var here = context.Cluster.Groups.All.Where(g => isTypeWanted && context.Cluster.Groups.Refusal(g.Id, context.Broker) == ErrorCode.None);
        return new ListGroupsResponse
        {
            Groups = [.. here
                .Where(g => request.StatesFilter.Count == 0 || request.StatesFilter.Contains(g.State.ToString(), StringComparer.OrdinalIgnoreCase))
                .Select(g => new ListGroupsResponse.ListedGroup
                {
                    GroupId = g.Id, ProtocolType = g.ProtocolType ?? "", GroupState = g.State.ToString(), GroupType = Classic,
                })],
        };
    }
}
