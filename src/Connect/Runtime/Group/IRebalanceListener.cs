namespace Ms2Lab.Connect.Runtime.Group;

/// <summary>Hears what rebalances do to this worker, on the herder's loop.</summary>
internal interface IRebalanceListener
{
    /// <summary>A round has ended.</summary>
    Task AssignedAsync(MemberShare share, int generation);

    /// <summary>Work has to be given up; the round goes on when it has.</summary>
    Task RevokedAsync(Work work);
}
