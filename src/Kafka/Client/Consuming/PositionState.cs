namespace Ms2Lab.Kafka.Client.Consuming;

/// <summary>How a partition gets its position.</summary>
internal enum PositionState
{
    Known,
    AskCommitted,
    AskEarliest,
    AskLatest,
    AskPolicy,
}
