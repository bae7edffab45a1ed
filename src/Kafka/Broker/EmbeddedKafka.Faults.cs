using Ms2Lab.Kafka.Broker.Faults;

namespace Ms2Lab.Kafka.Broker;

/// <summary>Faults, hooks and logs.</summary>
public sealed partial class EmbeddedKafka
{
    /// <summary>Lets something happen to requests from now on, until what is returned is disposed.</summary>
    /// <exception cref="ArgumentException">The rule names partitions without a topic, or numbers that make no sense.</exception>
    public Fault AddFault(FaultRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        if (rule is { Topic: null, Partitions.Count: > 0 } || rule.Times < 1 || rule.Probability is < 0 or > 1)
        {
            throw new ArgumentException("A rule with partitions needs their topic; Times is at least 1; Probability lies between 0 and 1.", nameof(rule));
        }

        return _cluster.Faults.Add(rule);
    }

    /// <summary>
    /// Shows every request to a function before it is carried out, and before rules apply. What it returns happens to the request; null lets it be. It may
    /// wait: only the connection that sent the request waits with it. Disposing what is returned takes the hook away.
    /// </summary>
    public IDisposable OnRequest(Func<RequestInfo, ValueTask<FaultAction?>> hook)
    {
        ArgumentNullException.ThrowIfNull(hook);
        return _cluster.Faults.Add(hook);
    }

    /// <summary>Writes every request down from now on, until the log is disposed.</summary>
    /// <param name="capacity">Number of requests that the log keeps.</param>
    public RequestLog LogRequests(int capacity = 10_000)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        return _cluster.Faults.Log(capacity);
    }
}
