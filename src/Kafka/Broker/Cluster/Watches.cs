namespace Ms2Lab.Kafka.Broker.Cluster;

/// <summary>
/// Those who wait for a state of the cluster. Conditions are looked at under the cluster's lock, after each request and each timer: nothing else
/// changes the state. Owned by that lock.
/// </summary>
internal sealed class Watches(ClusterState cluster)
{
    private static readonly TimeSpan UsualLimit = TimeSpan.FromSeconds(30);

    private readonly List<(Func<(bool IsMet, string Seen)> Condition, TaskCompletionSource Done)> _waiting = [];

    /// <exception cref="TimeoutException">The condition was not met in time; the message says what was seen last.</exception>
    public async Task WaitAsync(Func<(bool IsMet, string Seen)> condition, TimeSpan? limit, CancellationToken cancellation)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (cluster.Gate)
        {
            if (condition().IsMet)
            {
                return;
            }

            _waiting.Add((condition, done));
        }

        try
        {
            await done.Task.WaitAsync(limit ?? UsualLimit, cluster.Time, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            string seen;
            lock (cluster.Gate)
            {
                seen = condition().Seen;
            }

            throw new TimeoutException($"After {(limit ?? UsualLimit).TotalSeconds:0.#} s {seen}.");
        }
        finally
        {
            lock (cluster.Gate)
            {
                _waiting.RemoveAll(w => w.Done == done);
            }
        }
    }

    /// <summary>Lets go those whose condition is met. Takes the lock only if somebody waits.</summary>
    public void Look()
    {
        if (_waiting.Count == 0)
        {
            return;
        }

        lock (cluster.Gate)
        {
            foreach (var (condition, done) in _waiting)
            {
                if (condition().IsMet)
                {
                    done.TrySetResult();
                }
            }
        }
    }
}
