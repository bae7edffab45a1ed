using Ms2Lab.Kafka.Protocol;

namespace Ms2Lab.Kafka.Broker.Faults;

/// <summary>
/// Which requests something shall happen to, what, and how often. Every selector that is given must match; one that is empty or null matches all. Rules run
/// in the order in which they were added; of those that fail a partition the first one wins.
/// </summary>
/// <param name="Action">What happens.</param>
public sealed record FaultRule(FaultAction Action)
{
    /// <summary>APIs; empty for all.</summary>
    public IReadOnlyList<ApiKey> Apis { get; init; } = [];

    /// <summary>Ids of the brokers that are asked; empty for all.</summary>
    public IReadOnlyList<int> Brokers { get; init; } = [];

    /// <summary>The client's <c>client.id</c>.</summary>
    public string? ClientId { get; init; }

    /// <summary>Name of a topic that the request is about. A rule that fails a topic leaves the other topics of the request alone.</summary>
    public string? Topic { get; init; }

    /// <summary>Partitions of <see cref="Topic"/>; empty for all of them.</summary>
    public IReadOnlyList<int> Partitions { get; init; } = [];

    /// <summary>Group id that the request is about.</summary>
    public string? Group { get; init; }

    /// <summary>Transactional id that the request is about.</summary>
    public string? TransactionalId { get; init; }

    /// <summary>Anything else that has to be true of the request. Must not block.</summary>
    public Func<RequestInfo, bool>? When { get; init; }

    /// <summary>How many requests it happens to; null for all.</summary>
    public int? Times { get; init; }

    /// <summary>Share of the matching requests that it happens to, from 0 to 1.</summary>
    public double Probability { get; init; } = 1;

    /// <summary>Makes the choice by <see cref="Probability"/> the same in every run.</summary>
    public int Seed { get; init; }
}
