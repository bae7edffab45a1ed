namespace Ms2Lab.Kafka.Broker.Cluster;

/// <summary>A one-shot timer whose action runs under the cluster's lock, and never after it was disposed or set anew.</summary>
internal sealed class ClusterTimer : IDisposable
{
    private readonly ClusterState _cluster;
    private readonly Action _action;
    private readonly ITimer _timer;
    private long _due;
    private bool _isDisposed;

    public ClusterTimer(ClusterState cluster, TimeSpan delay, Action action)
    {
        _cluster = cluster;
        _action = action;
        _due = Due(delay);
        _timer = cluster.Time.CreateTimer(_ => Fire(), null, delay, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Starts the time anew. Under the cluster's lock.</summary>
    public void Restart(TimeSpan delay)
    {
        if (!_isDisposed)
        {
            _due = Due(delay);
            _timer.Change(delay, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        _isDisposed = true;
        _timer.Dispose();
    }

    private long Due(TimeSpan delay) => _cluster.Time.GetTimestamp() + (long)(delay.TotalSeconds * _cluster.Time.TimestampFrequency);

    private void Fire()
    {
        lock (_cluster.Gate)
        {
            var left = _due - _cluster.Time.GetTimestamp();
            if (_isDisposed)
            {
                return;
            }

            if (left > _cluster.Time.TimestampFrequency / 500)
            {
                _timer.Change(TimeSpan.FromSeconds((double)left / _cluster.Time.TimestampFrequency), Timeout.InfiniteTimeSpan);
                return;
            }

            Dispose();
            _action();
        }

        _cluster.Watches.Look();
    }
}
