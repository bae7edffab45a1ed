namespace Ms2Lab.Connect.Runtime.Group;

/// <summary>The result of one round of assignment.</summary>
/// <param name="Assigned">What is new for each member.</param>
/// <param name="Revoked">What each member has to give up; members without are left out.</param>
/// <param name="Owned">What each member has when that is done.</param>
/// <param name="Delay">After how long members rejoin; zero if they need not.</param>
internal sealed record GroupShares(
    IReadOnlyDictionary<string, Work> Assigned, IReadOnlyDictionary<string, Work> Revoked, IReadOnlyDictionary<string, Work> Owned, TimeSpan Delay);
