using Ms2Lab.Kafka.Protocol;

namespace Ms2Lab.Kafka.Client.Groups;

/// <summary>Heartbeats of one generation after the other, and the leave of a member whose owner fell silent.</summary>
public sealed partial class GroupMembership
{
    private CancellationTokenSource? _heartbeatStop;
    private Task _heartbeats = Task.CompletedTask;
    private long _silentSince;
    private volatile bool _isOwnerWaiting;

    private bool IsOwnerSilent => !_isOwnerWaiting && _time.GetElapsedTime(Volatile.Read(ref _lastPoll)) > (_options.MaxPollInterval ?? _options.RebalanceTimeout);

    /// <summary>For how long heartbeats have gone unanswered; zero while they are answered. Its growth beyond a heartbeat interval wakes the owner.</summary>
    public TimeSpan CoordinatorSilence => Volatile.Read(ref _silentSince) is var since and not 0 ? _time.GetElapsedTime(since) : TimeSpan.Zero;

    private void StartHeartbeats()
    {
        StopHeartbeats();
        _heartbeatStop = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        _heartbeats = BeatAsync(_generation, _heartbeatStop.Token);
    }

    private void StopHeartbeats()
    {
        _heartbeatStop?.Cancel();
        _heartbeatStop?.Dispose();
        _heartbeatStop = null;
    }

    private async Task BeatAsync(GroupGeneration generation, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(_options.HeartbeatInterval, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(stop).ConfigureAwait(false))
            {
                if (IsOwnerSilent)
                {
                    await LeaveAsync("consumer poll timeout has expired.", _stop.Token).ConfigureAwait(false);
                    return;
                }

                var isDelivered = await BeatOnceAsync(generation, stop).ConfigureAwait(false);
                timer.Period = isDelivered ? _options.HeartbeatInterval : _client.Options.RetryBackoff;
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested || _stop.IsCancellationRequested)
        {
            // The generation is over.
        }
    }

    private async Task WakeWhenSilentAsync()
    {
        await Task.Delay(_options.HeartbeatInterval, _time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Wakeup();
    }

    private async Task<bool> BeatOnceAsync(GroupGeneration generation, CancellationToken stop)
    {
        try
        {
            var error = await _calls.HeartbeatAsync(generation, stop).ConfigureAwait(false);
            Volatile.Write(ref _silentSince, 0);
            Handle(generation, error);
            if (error == ErrorCode.GroupAuthorizationFailed)
            {
                throw new KafkaException(error);
            }

            return error is not (ErrorCode.NotCoordinator or ErrorCode.CoordinatorNotAvailable);
        }
        catch (KafkaException e) when (e.IsRetriable)
        {
            if (Interlocked.CompareExchange(ref _silentSince, Math.Max(1, _time.GetTimestamp()), 0) == 0)
            {
                _ = WakeWhenSilentAsync();
            }

            return false;
        }
        catch (KafkaException e)
        {
            lock (_lock)
            {
                if (generation == _generation)
                {
                    _fatal = e;
                    _rejoinSignal.TrySetResult();
                }
            }

            return false;
        }
    }
}
