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
    private const string Consumer = "consumer";

    protected override ListGroupsResponse Handle(RequestContext context, ListGroupsRequest request)
    {
        var groups = context.Cluster.Groups;
        var all = groups.All.Select(g => new ListGroupsResponse.ListedGroup
            {
                GroupId = g.Id, ProtocolType = g.ProtocolType ?? "", GroupState = g.State.ToString(), GroupType = Classic,
            })
            .Concat(groups.AllConsumers.Select(g => new ListGroupsResponse.ListedGroup { GroupId = g.Id, ProtocolType = Consumer, GroupState = g.State, GroupType = Consumer }));
        return new ListGroupsResponse
        {
            Groups = [.. all.Where(g => IsIn(request.TypesFilter, g.GroupType) && IsIn(request.StatesFilter, g.GroupState)
                && groups.Refusal(g.GroupId, context.Broker) == ErrorCode.None)],
        };
    }

    private static bool IsIn(List<string> filter, string value) => filter.Count == 0 || filter.Contains(value, StringComparer.OrdinalIgnoreCase);
}
