namespace Ms2Lab.Kafka.Client;

/// <summary>What a coordinator coordinates (key type of FindCoordinator).</summary>
public enum CoordinatorType : sbyte
{
    /// <summary>A group; the key is its id.</summary>
    Group = 0,
    /// <summary>A transactional producer; the key is its transactional id.</summary>
    Transaction = 1,
}
