namespace Ms2Lab.Schemas.Registry.Rest;

/// <summary>Holds requests back while it is closed. Opened and closed by one caller at a time.</summary>
internal sealed class RequestGate
{
    private volatile TaskCompletionSource? closed;

    internal void Close() => closed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Lets those through that waited, and those to come.</summary>
    internal void Open()
    {
        var waiting = closed;
        closed = null;
        waiting?.SetResult();
    }

    internal Task PassAsync(CancellationToken cancellation) => closed?.Task.WaitAsync(cancellation) ?? Task.CompletedTask;
}
