namespace Ms2Lab.Kafka.Client.Groups;

/// <summary>
/// What a kind of group adds to the membership. All methods run inside <see cref="GroupMembership.EnsureActiveAsync"/> of the owner,
/// one at a time, never on a thread of their own; an exception passes through to that caller.
/// </summary>
public interface IGroupProtocolHandler
{
    /// <summary>The protocols with their metadata as of now; asked before every join.</summary>
    IReadOnlyList<GroupProtocol> Protocols();

    /// <summary>Before a rebalance; once, also when the join takes several attempts.</summary>
    /// <param name="previous">The generation that ends; not a member when it was lost or never was.</param>
    /// <param name="ct">Ends the wait.</param>
    Task OnJoinPrepareAsync(GroupGeneration previous, CancellationToken ct);

    /// <summary>Shares out the work; called on the leader only.</summary>
    /// <returns>The assignment of each member by its id.</returns>
    Task<IReadOnlyDictionary<string, ReadOnlyMemory<byte>>> AssignAsync(GroupElection election, CancellationToken ct);

    /// <summary>After a rebalance, with this member's share.</summary>
    Task OnJoinCompleteAsync(GroupJoinResult result, CancellationToken ct);
}
