using Ms2Lab.Environments.Core;

namespace Ms2Lab.Environments.Embedded;

/// <summary>The parts of an embedded environment that are up. State is guarded by the lock on the list of parts.</summary>
internal sealed class EmbeddedEnvironment : IRunningEnvironment
{
    private readonly List<IAsyncDisposable> _parts = [];
    private readonly List<ICapability> _capabilities = [];
    private Endpoints _endpoints = new() { Backend = "embedded" };

    public Endpoints Endpoints
    {
        get
        {
            lock (_parts)
            {
                return _endpoints;
            }
        }
    }

    /// <summary>Takes over a part that is up, with the addresses that it brings; it is disposed before those added earlier.</summary>
    public void Add(IAsyncDisposable part, Func<Endpoints, Endpoints> addresses)
    {
        lock (_parts)
        {
            _parts.Add(part);
            _endpoints = addresses(_endpoints);
            if (part is ICapability capability)
            {
                _capabilities.Add(capability);
            }
        }
    }

    public T? Capability<T>()
        where T : class, ICapability
    {
        lock (_parts)
        {
            return _capabilities.OfType<T>().FirstOrDefault();
        }
    }

    public async ValueTask DisposeAsync()
    {
        List<IAsyncDisposable> parts;
        lock (_parts)
        {
            parts = [.. _parts];
            _parts.Clear();
            _capabilities.Clear();
        }
        var failures = new List<Exception>();
        for (var i = parts.Count - 1; i >= 0; i--)
        {
            try
            {
                await parts[i].DisposeAsync().ConfigureAwait(false);
            }
            catch (Exception e)
            {
                // The parts below it have to end all the same.
                failures.Add(e);
            }
        }
        if (failures.Count > 0)
        {
            throw new AggregateException("Parts of the environment did not end cleanly.", failures);
        }
    }
}
