using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Runtime.Rest;

namespace Ms2Lab.Connect.Runtime.Herders;

/// <summary>
/// What others ask of the herder's loop, in the order of asking. The loop takes one after the other; whoever asked waits at most as long as Connect's
/// REST interface does. One lock guards the queue.
/// </summary>
/// <param name="time">The clock of the limit.</param>
/// <param name="stages">Says in a timeout what the loop was busy with.</param>
/// <param name="wake">Has the loop look at the queue.</param>
internal sealed class HerderRequests(TimeProvider time, HerderStages stages, Action wake)
{
    // Connect's own limit of a request, fixed there too.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    private readonly Lock _lock = new();
    private readonly Queue<(Func<Task> Run, Action<Exception> Fail)> _queue = new();
    private bool _isClosed;

    /// <summary>Runs work on the loop and hands over its result or exception.</summary>
    /// <exception cref="RestException">The loop did not get to it, or was not done with it, in time.</exception>
    public Task<T> RunAsync<T>(Func<Task<T>> work, CancellationToken cancellation, TimeSpan? limit = null) => LimitAsync(Enqueue(work), cancellation, limit);

    /// <summary>Waits for work at most as long as a request may take.</summary>
    /// <exception cref="RestException">It was not done in time.</exception>
    public async Task<T> LimitAsync<T>(Task<T> work, CancellationToken cancellation, TimeSpan? limit = null)
    {
        try
        {
            return await work.WaitAsync(limit ?? Limit, time, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException e) when (!work.IsCompleted)
        {
            throw new RestException(500, $"Request timed out. {stages.Describe()}", e);
        }
    }

    /// <summary>Runs work on the loop, however long that takes.</summary>
    public Task<T> Enqueue<T>(Func<Task<T>> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_isClosed)
            {
                return Task.FromException<T>(Closed());
            }
            _queue.Enqueue((
                async () =>
                {
                    try
                    {
                        done.TrySetResult(await work().ConfigureAwait(false));
                    }
                    catch (Exception e)
                    {
                        done.TrySetException(e);
                    }
                },
                e => done.TrySetException(e)));
        }
        wake();
        return done.Task;
    }

    /// <summary>The next piece of work, if there is one.</summary>
    public Func<Task>? Next()
    {
        lock (_lock)
        {
            return _queue.TryDequeue(out var next) ? next.Run : null;
        }
    }

    /// <summary>Refuses what waits and what comes.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _isClosed = true;
            while (_queue.TryDequeue(out var waiting))
            {
                waiting.Fail(Closed());
            }
        }
    }

    private static ConnectException Closed() => new("Worker is shutting down");
}
