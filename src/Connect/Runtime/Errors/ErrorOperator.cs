using Ms2Lab.Connect.Api;
using Ms2Lab.Kafka.Client;

namespace Ms2Lab.Connect.Runtime.Errors;

/// <summary>
/// Carries out one step of a record's way: tries again while that is asked for, reports a failure, and then either skips the record or fails the
/// task. Connect reports before it fails, so the record that ends a task is in the dead letter queue too.
/// </summary>
/// <typeparam name="TRecord">What came in: a consumed record for sinks, the task's record for sources.</typeparam>
internal sealed class ErrorOperator<TRecord>(ErrorSettings settings, IReadOnlyList<IErrorReporter<TRecord>> reporters, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(300);
    private readonly List<Task> _reports = [];

    public bool HasReporters => reporters.Count > 0;

    public bool ToleratesAll => settings.ToleratesAll;

    /// <summary>Runs a step; false when it failed and the record is to be skipped.</summary>
    /// <exception cref="ConnectException">It failed and failures are not tolerated.</exception>
    public async ValueTask<bool> RunAsync(Action step, string stage, Func<string> executingClass, TRecord record, CancellationToken cancellation)
    {
        try
        {
            step();
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return await RecoverAsync(e, step, stage, executingClass(), record, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>What follows a first try that failed: further tries while they are asked for, else report and skip; false when the record is to be skipped.</summary>
    /// <exception cref="ConnectException">Failures are not tolerated.</exception>
    public async ValueTask<bool> RecoverAsync(
        Exception failure, Action step, string stage, string executingClass, TRecord record, CancellationToken cancellation)
    {
        if (failure is RetriableException retriable)
        {
            return await RetryAsync(retriable, step, stage, executingClass, record, cancellation).ConfigureAwait(false);
        }
        Refuse(new FailedRecord<TRecord>(record, stage, executingClass, failure));
        return false;
    }

    /// <summary>Tells the reporters; they are awaited before offsets are committed.</summary>
    public Task ReportAsync(FailedRecord<TRecord> failed)
    {
        var report = Task.WhenAll(reporters.Select(r => r.ReportAsync(failed)));
        if (!report.IsCompletedSuccessfully)
        {
            _reports.Add(report);
        }
        return report;
    }

    /// <summary>Waits for what was reported. A report that cannot be delivered is no reason to fail: Connect logs it.</summary>
    public async Task DrainAsync(Action<Exception> undelivered)
    {
        var reports = _reports.ToArray();
        _reports.Clear();
        foreach (var report in reports)
        {
            try
            {
                await report.ConfigureAwait(false);
            }
            catch (KafkaException e)
            {
                undelivered(e);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var reporter in reporters)
        {
            await reporter.DisposeAsync().ConfigureAwait(false);
        }
    }

    private void Refuse(FailedRecord<TRecord> failed)
    {
        _ = ReportAsync(failed);
        if (!settings.ToleratesAll)
        {
            throw new ConnectException("Tolerance exceeded in error handler", failed.Error);
        }
    }

    // A retriable failure past the deadline skips the record without asking for tolerance; the real worker does so too.
    private async Task<bool> RetryAsync(RetriableException first, Action step, string stage, string executingClass, TRecord record, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        Exception last = first;
        for (var attempt = 0; settings.RetryTimeout is not { } limit || time.GetElapsedTime(started) < limit; attempt++)
        {
            await Task.Delay(Delay(attempt, started), time, cancellation).ConfigureAwait(false);
            try
            {
                step();
                return true;
            }
            catch (RetriableException e)
            {
                last = e;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Refuse(new FailedRecord<TRecord>(record, stage, executingClass, e));
                return false;
            }
        }
        _ = ReportAsync(new FailedRecord<TRecord>(record, stage, executingClass, last));
        return false;
    }

    private TimeSpan Delay(int attempt, long started)
    {
        var delay = FirstDelay * Math.Pow(2, Math.Min(attempt, 30));
        if (delay > settings.MaxRetryDelay)
        {
            delay = settings.MaxRetryDelay * Random.Shared.NextDouble();
        }
        if (settings.RetryTimeout is { } limit)
        {
            var left = limit - time.GetElapsedTime(started);
            delay = delay < left ? delay : left;
        }
        return delay < TimeSpan.Zero ? TimeSpan.Zero : delay;
    }
}
