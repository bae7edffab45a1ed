using Ms2Lab.Kafka.Protocol;

namespace Ms2Lab.Kafka.Broker.Faults;

/// <summary>Something that happens to a request.</summary>
public sealed record FaultAction
{
    private FaultAction(FaultKind kind) => Kind = kind;

    /// <summary>Nothing; the rule counts its hits only.</summary>
    public static FaultAction Observe { get; } = new(FaultKind.Observe);

    /// <summary>The connection closes before anything is done.</summary>
    public static FaultAction CloseBefore { get; } = new(FaultKind.CloseBefore);

    /// <summary>The request is carried out, then the connection closes instead of the answer: the client cannot know what became of it.</summary>
    public static FaultAction CloseAfter { get; } = new(FaultKind.CloseAfter);

    /// <summary>Nothing is done and nothing answered; the connection stays open.</summary>
    public static FaultAction BlackHole { get; } = new(FaultKind.BlackHole);

    /// <summary>The request is carried out and not answered; the connection stays open.</summary>
    public static FaultAction DropAnswer { get; } = new(FaultKind.DropAnswer);

    internal FaultKind Kind { get; }

    internal ErrorCode Error { get; private init; }

    internal TimeSpan Time { get; private init; }

    /// <summary>Answers the error instead of doing the work: at the matching topics and partitions, or everywhere in an answer when the rule names none.</summary>
    public static FaultAction Fail(ErrorCode error) => new(FaultKind.Fail) { Error = error };

    /// <summary>Does the work and answers the error all the same, as a broker does for REQUEST_TIMED_OUT or NOT_ENOUGH_REPLICAS_AFTER_APPEND.</summary>
    public static FaultAction FailAfter(ErrorCode error) => new(FaultKind.FailAfter) { Error = error };

    /// <summary>Waits before anything is done, by the cluster's clock; rules that follow still apply.</summary>
    public static FaultAction Delay(TimeSpan time) => new(FaultKind.Delay) { Time = time };

    /// <summary>Tells the client in the answer to stay quiet for so long; rules that follow still apply.</summary>
    public static FaultAction Throttle(TimeSpan time) => new(FaultKind.Throttle) { Time = time };
}
