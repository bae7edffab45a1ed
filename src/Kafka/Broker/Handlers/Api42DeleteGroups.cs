using Ms2Lab.Kafka.Broker.Groups;
using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>DeleteGroups, versions 0-2. Empty groups only, with their offsets. Not implemented: nothing known.</summary>
internal sealed class Api42DeleteGroups() : ImmediateHandler<DeleteGroupsRequest, DeleteGroupsResponse>(ApiKey.DeleteGroups, 0, 2)
{
    protected override DeleteGroupsResponse Handle(RequestContext context, DeleteGroupsRequest request) => new()
    {
        Results = [.. request.GroupsNames.Distinct().Select(id =>
            new DeleteGroupsResponse.DeletableGroupResult { GroupId = id, ErrorCode = (short)Delete(context, id) })],
    };

    private static ErrorCode Delete(RequestContext context, string id)
    {
        var groups = context.Cluster.Groups;
        if (groups.Refusal(id, context.Broker) is var elsewhere and not ErrorCode.None)
        {
            return elsewhere;
        }

        var (group, consumers) = (groups.Find(id), groups.FindConsumer(id));
        if (group is null && consumers is null)
        {
            return ErrorCode.GroupIdNotFound;
        }

        if (group is { State: not GroupState.Empty } || consumers is { Members.Count: > 0 })
        {
            return ErrorCode.NonEmptyGroup;
        }

        groups.Delete(id);
        return ErrorCode.None;
    }
}
