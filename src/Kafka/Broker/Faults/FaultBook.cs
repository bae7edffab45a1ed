using Ms2Lab.Kafka.Broker.Cluster;
using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;

namespace Ms2Lab.Kafka.Broker.Faults;

/// <summary>
/// The hooks, rules and logs of a cluster. Its lists are replaced, never changed, so that requests look at them without a lock; nothing here runs under
/// the cluster's lock.
/// </summary>
internal sealed class FaultBook(ClusterState cluster)
{
    private readonly Lock _lock = new();
    private Fault[] _faults = [];
    private Func<RequestInfo, ValueTask<FaultAction?>>[] _hooks = [];
    private RequestLog[] _logs = [];

    /// <summary>Whether requests need no look at all.</summary>
    public bool IsIdle => _faults.Length == 0 && _hooks.Length == 0 && _logs.Length == 0;

    /// <summary>Whether something may happen to requests of that API.</summary>
    public bool Concern(ApiKey api) => _hooks.Length > 0 || _faults.Any(f => f.Rule.Apis.Count == 0 || f.Rule.Apis.Contains(api));

    public Fault Add(FaultRule rule)
    {
        var fault = new Fault(rule, cluster.Time, f => Change(() => _faults = [.. _faults.Where(other => other != f)]));
        Change(() => _faults = [.. _faults, fault]);
        return fault;
    }

    public IDisposable Add(Func<RequestInfo, ValueTask<FaultAction?>> hook)
    {
        Change(() => _hooks = [.. _hooks, hook]);
        return new Removal(() => Change(() => _hooks = [.. _hooks.Where(h => h != hook)]));
    }

    public RequestLog Log(int capacity)
    {
        var log = new RequestLog(capacity, cluster.Time, l => Change(() => _logs = [.. _logs.Where(other => other != l)]));
        Change(() => _logs = [.. _logs, log]);
        return log;
    }

    /// <summary>Carries a request out with all that shall happen to it; null when nothing is answered.</summary>
    /// <exception cref="KafkaProtocolException">The connection has to close.</exception>
    public async ValueTask<IApiMessage?> HandleAsync(RequestContext context, IApiMessage body, Func<IApiMessage, ValueTask<IApiMessage?>> handle, CancellationToken cancellation)
    {
        var info = new RequestInfo(context, body, cluster.Time.GetUtcNow());
        foreach (var log in _logs)
        {
            log.Add(info);
        }

        var run = new FaultyRequest(cluster, info, body, handle, cancellation);
        foreach (var hook in _hooks)
        {
            if (await hook(info).ConfigureAwait(false) is { } action)
            {
                await run.ApplyAsync(action).ConfigureAwait(false);
            }
        }

        foreach (var fault in _faults.Where(f => Matches(f.Rule, info)))
        {
            if (run.IsDecided)
            {
                break;
            }

            if (fault.TryHit())
            {
                await run.ApplyAsync(fault.Rule.Action, fault.Rule).ConfigureAwait(false);
            }
        }

        return await run.FinishAsync().ConfigureAwait(false);
    }

    private static bool Matches(FaultRule rule, RequestInfo info) =>
        (rule.Apis.Count == 0 || rule.Apis.Contains(info.Api))
        && (rule.Brokers.Count == 0 || rule.Brokers.Contains(info.Broker))
        && (rule.ClientId is null || rule.ClientId == info.ClientId)
        && (rule.Group is null || info.Groups.Contains(rule.Group))
        && (rule.TransactionalId is null || rule.TransactionalId == info.TransactionalId)
        && (rule.Topic is null || (info.Topics.TryGetValue(rule.Topic, out var partitions) && (rule.Partitions.Count == 0 || partitions.Count == 0 || partitions.Any(rule.Partitions.Contains))))
        && rule.When?.Invoke(info) != false;

    private void Change(Action change)
    {
        lock (_lock)
        {
            change();
        }
    }

    private sealed class Removal(Action remove) : IDisposable
    {
        public void Dispose() => remove();
    }
}
