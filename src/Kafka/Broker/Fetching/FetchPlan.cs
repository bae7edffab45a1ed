using Ms2Lab.Kafka.Protocol;

namespace Ms2Lab.Kafka.Broker.Fetching;

/// <summary>What a fetch request is about: the partitions in the order in which they are read, and the session that they belong to or shall open.</summary>
internal sealed record FetchPlan(ErrorCode Error, IReadOnlyList<FetchTarget> Targets, FetchSession? Session = null, bool Opens = false)
{
    public static FetchPlan Failed(ErrorCode error) => new(error, []);
}
