namespace Ms2Lab.Cli.Bench;

/// <summary>The most memory that the process tree takes while this lives, looked at ten times a second.</summary>
internal sealed class PeakMemory : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private readonly PeriodicTimer _timer = new(Pause);
    private readonly Task _looking;
    private long _peak;

    /// <summary>Starts to look.</summary>
    public PeakMemory() => _looking = LookAsync();

    /// <summary>The peak so far, now included, in bytes.</summary>
    public long Bytes()
    {
        Look();
        return Interlocked.Read(ref _peak);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _timer.Dispose();
        await _looking.ConfigureAwait(false);
    }

    private async Task LookAsync()
    {
        while (await _timer.WaitForNextTickAsync().ConfigureAwait(false))
        {
            Look();
        }
    }

    private void Look()
    {
        var now = ProcessTree.ResidentBytes();
        for (var seen = Interlocked.Read(ref _peak); now > seen;)
        {
            var before = Interlocked.CompareExchange(ref _peak, now, seen);
            if (before == seen)
            {
                return;
            }
            seen = before;
        }
    }
}
