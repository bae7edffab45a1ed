using Ms2Lab.Kafka.Broker.Groups;
using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>
/// DescribeGroups, versions 0-6. Subscriptions of members are shown in state Stable only, assignments as they last were; an unknown group is
/// Dead, from version 6 on with GROUP_ID_NOT_FOUND. A group of the new protocol is Dead, too. Not implemented: nothing known.
/// </summary>
internal sealed class Api15DescribeGroups() : ImmediateHandler<DescribeGroupsRequest, DescribeGroupsResponse>(ApiKey.DescribeGroups, 0, 6)
{
    protected override DescribeGroupsResponse Handle(RequestContext context, DescribeGroupsRequest request)
    {
        var response = new DescribeGroupsResponse { Groups = request.Groups.ConvertAll(id => Describe(context, id)) };
        foreach (var group in response.Groups)
        {
            group.AuthorizedOperations = request.IncludeAuthorizedOperations && group.ErrorCode == (short)ErrorCode.None ? AuthorizedOperations.OfGroup : AuthorizedOperations.NotAsked;
        }

        return response;
    }

    private static DescribeGroupsResponse.DescribedGroup Describe(RequestContext context, string id)
    {
        if (context.Cluster.Groups.Refusal(id, context.Broker) is var elsewhere and not ErrorCode.None)
        {
            return new() { GroupId = id, ErrorCode = (short)elsewhere };
        }

        if (context.Cluster.Groups.Find(id) is not { } group)
        {
            var isError = context.Version >= 6;
            return new()
            {
                GroupId = id,
                GroupState = nameof(GroupState.Dead),
                ErrorCode = (short)(isError ? ErrorCode.GroupIdNotFound : ErrorCode.None),
                ErrorMessage = !isError ? null : context.Cluster.Groups.FindConsumer(id) is null ? $"Group {id} not found." : $"Group {id} is not a classic group.",
            };
        }

        var isStable = group.State == GroupState.Stable;
        return new()
        {
            GroupId = id,
            GroupState = group.State.ToString(),
            ProtocolType = group.ProtocolType ?? "",
            ProtocolData = isStable ? group.Protocol! : "",
            Members = [.. group.Members.Select(m => new DescribeGroupsResponse.DescribedGroupMember
            {
                MemberId = m.Id,
                GroupInstanceId = m.InstanceId,
                ClientId = m.ClientId,
                ClientHost = m.ClientHost,
                MemberMetadata = isStable ? m.MetadataOf(group.Protocol!) : [],
                MemberAssignment = m.Assignment,
            })],
        };
    }
}
