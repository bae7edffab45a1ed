using Ms2Lab.Kafka.Broker.Cluster;

namespace Ms2Lab.Kafka.Broker.Groups;

/// <summary>
/// Forgets offsets that nobody has used for <c>offsets.retention.minutes</c> (KIP-186, KIP-211), every <c>offsets.retention.check.interval.ms</c> of the cluster's clock. The
/// time runs from the commit, or from when the last member left; what a member subscribes to, or an open transaction would commit, stays.
/// </summary>
internal sealed class OffsetExpiry : IDisposable
{
    private readonly ClusterState _cluster;
    private readonly ITimer _timer;

    public OffsetExpiry(ClusterState cluster)
    {
        _cluster = cluster;
        var pause = cluster.Settings.Milliseconds("offsets.retention.check.interval.ms");
        _timer = cluster.Time.CreateTimer(_ => Run(), null, pause, pause);
    }

    public void Dispose() => _timer.Dispose();

    private void Run()
    {
        lock (_cluster.Gate)
        {
            _cluster.Groups.ForgetUnusedSince(_cluster.Now - (long)TimeSpan.FromMinutes(_cluster.Settings.Number("offsets.retention.minutes")).TotalMilliseconds);
        }

        _cluster.Watches.Look();
    }
}
