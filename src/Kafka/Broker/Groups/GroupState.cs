namespace Ms2Lab.Kafka.Broker.Groups;

/// <summary>States of a classic group; the names travel.</summary>
internal enum GroupState
{
    Empty,
    PreparingRebalance,
    CompletingRebalance,
    Stable,
    Dead,
}
