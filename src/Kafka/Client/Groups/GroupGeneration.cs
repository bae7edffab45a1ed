namespace Ms2Lab.Kafka.Client.Groups;

/// <summary>Under which identity a member acts in its group.</summary>
/// <param name="Id">Number of the rebalance that made it, −1 outside the group.</param>
/// <param name="MemberId">Id given by the coordinator, empty before.</param>
/// <param name="Protocol">The protocol that the coordinator chose, null outside the group.</param>
public sealed record GroupGeneration(int Id, string MemberId, string? Protocol)
{
    /// <summary>No member of the group, nor was ever.</summary>
    public static GroupGeneration None { get; } = new(-1, "", null);

    /// <summary>Whether it stands for a place in the group.</summary>
    public bool IsMember => Id >= 0;
}
