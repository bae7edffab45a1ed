namespace Ms2Lab.Kafka.Broker.Cluster;

/// <summary>
/// A parked fetch: registered at every partition it names, looked at again when one of them changes, answered at the latest when its
/// time is up. All under the cluster's lock.
/// </summary>
internal sealed class FetchWaiter
{
    private readonly List<Partition> _partitions;
    private readonly Func<bool> _isReady;
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ClusterTimer _timer;

    public FetchWaiter(ClusterState cluster, List<Partition> partitions, TimeSpan longest, Func<bool> isReady)
    {
        _partitions = partitions;
        _isReady = isReady;
        _timer = cluster.After(longest, Finish);
        foreach (var partition in partitions)
        {
            partition.Park(this);
        }
    }

    /// <summary>Completes when the fetch is to be answered.</summary>
    public Task Done => _done.Task;

    public void Look()
    {
        if (_isReady())
        {
            Finish();
        }
    }

    /// <summary>Leaves the partitions; called as well when the client is gone.</summary>
    public void Finish()
    {
        _timer.Dispose();
        foreach (var partition in _partitions)
        {
            partition.Unpark(this);
        }

        _done.TrySetResult();
    }
}
