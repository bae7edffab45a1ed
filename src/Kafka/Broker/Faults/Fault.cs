namespace Ms2Lab.Kafka.Broker.Faults;

/// <summary>A rule at work: how often it was hit, until it is disposed. May be used from any thread.</summary>
public sealed class Fault : IDisposable
{
    private readonly Lock _lock = new();
    private readonly HitCounter _hits;
    private readonly Random _random;
    private readonly Action<Fault> _remove;

    internal Fault(FaultRule rule, TimeProvider time, Action<Fault> remove)
    {
        Rule = rule;
        _hits = new HitCounter(time);
        _random = new Random(rule.Seed);
        _remove = remove;
    }

    /// <summary>What was asked for.</summary>
    public FaultRule Rule { get; }

    /// <summary>Number of requests that it happened to.</summary>
    public int Hits => _hits.Count;

    /// <summary>Waits until the rule has been hit so often in all.</summary>
    /// <param name="hits">At least 1.</param>
    /// <param name="limit">Longest time by the cluster's clock; 30 s when not given.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="TimeoutException">It was hit less often in that time; the message says how often.</exception>
    public Task WaitAsync(int hits = 1, TimeSpan? limit = null, CancellationToken cancellation = default) =>
        _hits.WaitAsync(hits, limit, $"the fault {Rule.Action.Kind} on {(Rule.Apis.Count > 0 ? string.Join(", ", Rule.Apis) : "any API")}", cancellation);

    /// <summary>Takes the rule away; its hits stay readable.</summary>
    public void Dispose() => _remove(this);

    /// <summary>Takes one of the times that are left; false when there is none, or chance decides against it.</summary>
    internal bool TryHit()
    {
        lock (_lock)
        {
            if (_hits.Count >= Rule.Times || (Rule.Probability < 1 && _random.NextDouble() >= Rule.Probability))
            {
                return false;
            }

            _hits.Add();
            return true;
        }
    }
}
