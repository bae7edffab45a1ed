using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Client.Admin;

public sealed partial class KafkaAdmin
{
    /// <summary>The groups of all coordinators.</summary>
    public async Task<IReadOnlyList<GroupListing>> ListGroupsAsync(CancellationToken cancellation = default)
    {
        var cluster = await RetryAsync("listGroups", () => _client.RefreshMetadataAsync([], allowAutoCreate: false, cancellation), cancellation)
            .ConfigureAwait(false);
        var groups = new List<GroupListing>();
        foreach (var broker in cluster.Brokers.Keys)
        {
            var response = await RetryAsync("listGroups", () => ListGroupsOfAsync(broker, cancellation), cancellation).ConfigureAwait(false);
            groups.AddRange(response.Groups.Select(g => new GroupListing(g.GroupId, g.ProtocolType, g.GroupState, g.GroupType)));
        }

        return groups;
    }

    /// <summary>Describes a group; one that is not there is "Dead", or refused with GROUP_ID_NOT_FOUND by brokers since 4.0 (KIP-1043).</summary>
    /// <exception cref="KafkaException">There is no such group, or it is of another type.</exception>
    public Task<GroupDescription> DescribeGroupAsync(string groupId, CancellationToken cancellation = default) =>
        ToCoordinatorAsync(
            "describeConsumerGroups",
            groupId,
            CoordinatorType.Group,
            async node =>
            {
                var response = await _client.SendAsync<DescribeGroupsResponse>(new DescribeGroupsRequest { Groups = [groupId] }, node, cancellation)
                    .ConfigureAwait(false);
                var group = response.Groups.Single();
                ThrowIf(group.ErrorCode, group.ErrorMessage);
                return new GroupDescription(
                    group.GroupId,
                    group.GroupState,
                    group.ProtocolType,
                    group.ProtocolData,
                    node,
                    [.. group.Members.Select(m => new GroupMemberDescription(
                        m.MemberId, m.GroupInstanceId, m.ClientId, m.ClientHost, m.MemberMetadata, m.MemberAssignment))]);
            },
            cancellation);

    /// <summary>Deletes groups without members, with their offsets.</summary>
    public async Task<AdminOutcomes<string>> DeleteGroupsAsync(IEnumerable<string> groupIds, CancellationToken cancellation = default)
    {
        var outcomes = new Dictionary<string, KafkaException?>();
        foreach (var groupId in groupIds)
        {
            try
            {
                await ToCoordinatorAsync(
                    "deleteConsumerGroups", groupId, CoordinatorType.Group, node => DeleteGroupAsync(groupId, node, cancellation), cancellation).ConfigureAwait(false);
                outcomes[groupId] = null;
            }
            catch (KafkaException e)
            {
                outcomes[groupId] = e;
            }
        }

        return new(outcomes);
    }

    private async Task<ListGroupsResponse> ListGroupsOfAsync(int broker, CancellationToken cancellation)
    {
        var response = await _client.SendAsync<ListGroupsResponse>(new ListGroupsRequest(), broker, cancellation).ConfigureAwait(false);
        ThrowIf(response.ErrorCode);
        return response;
    }

    private async Task<bool> DeleteGroupAsync(string groupId, int node, CancellationToken cancellation)
    {
        var response = await _client.SendAsync<DeleteGroupsResponse>(new DeleteGroupsRequest { GroupsNames = [groupId] }, node, cancellation)
            .ConfigureAwait(false);
        ThrowIf(response.Results.Single().ErrorCode);
        return true;
    }
}
