namespace Ms2Lab.Kafka.Broker.Faults;

/// <summary>The kinds of <see cref="FaultAction"/>.</summary>
internal enum FaultKind
{
    Observe,
    Delay,
    Throttle,
    Fail,
    FailAfter,
    CloseBefore,
    CloseAfter,
    BlackHole,
    DropAnswer,
}
