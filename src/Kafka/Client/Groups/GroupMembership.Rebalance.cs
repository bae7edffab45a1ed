namespace Ms2Lab.Kafka.Client.Groups;

/// <summary>Taking part in rebalances and staying in the group: what the owner calls and how long it waits.</summary>
public sealed partial class GroupMembership
{
    private TaskCompletionSource _wake;
    private TaskCompletionSource _rejoinSignal = NewSignal();
    private long _lastPoll;

    /// <summary>Takes part in rebalances until the member is stable.</summary>
    /// <param name="timeout">How long to wait for answers of the coordinator; zero only moves on what has been answered.</param>
    /// <param name="ct">Ends the wait; a request in flight goes on and its answer is used by the next call.</param>
    /// <returns>Whether the member is stable; false at the timeout or after <see cref="Wakeup"/>.</returns>
    /// <exception cref="KafkaException">An error that no retry mends, such as GROUP_AUTHORIZATION_FAILED or FENCED_INSTANCE_ID.</exception>
    public async Task<bool> EnsureActiveAsync(TimeSpan timeout, CancellationToken ct = default)
    {
        var wait = new WaitBudget(_time, timeout);
        KeepAlive();
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            ThrowIfEnded();
            if (!NeedRejoin)
            {
                return true;
            }

            await PrepareAsync(ct).ConfigureAwait(false);
            var step = BeginStep();
            if (!await WaitAsync(step.Answer, wait, ct).ConfigureAwait(false))
            {
                return false;
            }

            GroupJoinResult? result = null;
            try
            {
                result = await FinishAsync(step, ct).ConfigureAwait(false);
            }
            catch (KafkaException e)
            {
                Recover(step, e);
                await PauseAsync(e, ct).ConfigureAwait(false);
            }

            if (result is not null)
            {
                await _handler.OnJoinCompleteAsync(result, ct).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Stays in the group: rebalances as needed, otherwise waits for the need, a wakeup or the timeout.</summary>
    /// <param name="timeout">How long to stay.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <exception cref="KafkaException">As <see cref="EnsureActiveAsync"/>.</exception>
    public async Task PollAsync(TimeSpan timeout, CancellationToken ct = default)
    {
        var wait = new WaitBudget(_time, timeout);
        do
        {
            if (!await EnsureActiveAsync(wait.Left, ct).ConfigureAwait(false))
            {
                return;
            }
        }
        while (await StayAsync(wait, ct).ConfigureAwait(false));
    }

    /// <summary>Waits for the need of a rebalance; an owner that waits here is not silent.</summary>
    private async Task<bool> StayAsync(WaitBudget wait, CancellationToken ct)
    {
        _isOwnerWaiting = true;
        try
        {
            return await WaitAsync(RejoinSignal(), wait, ct).ConfigureAwait(false);
        }
        finally
        {
            KeepAlive();
            _isOwnerWaiting = false;
        }
    }

    /// <summary>Completes when <see cref="EnsureActiveAsync"/> has something to move on.</summary>
    internal Task Progress
    {
        get
        {
            lock (_lock)
            {
                return _step?.Answer ?? _rejoinSignal.Task;
            }
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Task RejoinSignal()
    {
        lock (_lock)
        {
            return _rejoinSignal.Task;
        }
    }

    private void ThrowIfEnded()
    {
        ObjectDisposedException.ThrowIf(_ended, this);
        lock (_lock)
        {
            if (_fatal is { } fatal)
            {
                _fatal = null;
                throw fatal;
            }
        }
    }

    private async Task PrepareAsync(CancellationToken ct)
    {
        if (_prepareNeeded)
        {
            _prepareNeeded = false;
            await _handler.OnJoinPrepareAsync(Generation, ct).ConfigureAwait(false);
        }
    }

    /// <summary>Waits for the task within the budget; false when the time is up or somebody called <see cref="Wakeup"/>.</summary>
    private async Task<bool> WaitAsync(Task task, WaitBudget wait, CancellationToken ct)
    {
        Task wake;
        lock (_lock)
        {
            wake = _wake.Task;
        }

        await wait.WaitAsync(Task.WhenAny(task, wake), ct).ConfigureAwait(false);
        if (!wake.IsCompleted)
        {
            return task.IsCompleted;
        }

        lock (_lock)
        {
            _wake = NewSignal();
        }

        return false;
    }
}
