using Ms2Lab.Player;

namespace Ms2Lab.Chaos.Tests;

/// <summary>Places for workers of one kind; a place whose worker was ended is empty until it is healed. State is guarded by its semaphore.</summary>
public sealed class WorkerSlots(IWorkerHost host, IReadOnlyDictionary<string, string> settings, int count) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1);
    private readonly IScenarioWorker?[] _workers = new IScenarioWorker?[count];

    /// <summary>The workers that run.</summary>
    public IReadOnlyList<IScenarioWorker> Running => [.. _workers.OfType<IScenarioWorker>()];

    /// <summary>Ends the worker at a place, if there is one.</summary>
    /// <returns>Its address, or null.</returns>
    public async Task<string?> EndAsync(int place, bool gracefully, CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            if (Interlocked.Exchange(ref _workers[place], null) is not { } worker)
            {
                return null;
            }
            await (gracefully ? worker.StopAsync(cancellation) : worker.KillAsync(cancellation));
            return worker.Address;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Fills the empty places.</summary>
    public async Task HealAsync(CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            for (var i = 0; i < _workers.Length; i++)
            {
                _workers[i] ??= await host.StartAsync(settings, cancellation);
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    /// <summary>Ends them all.</summary>
    public async Task EndAsync()
    {
        for (var i = 0; i < _workers.Length; i++)
        {
            await EndAsync(i, gracefully: false, CancellationToken.None);
        }
    }
}
