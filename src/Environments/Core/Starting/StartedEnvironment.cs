namespace Ms2Lab.Environments.Core;

/// <summary>The parts that a backend has started and that are up. State is guarded by the lock on the list of parts.</summary>
public sealed class StartedEnvironment : IRunningEnvironment
{
    private readonly List<IAsyncDisposable> _parts = [];
    private readonly List<ICapability> _capabilities = [];
    private Endpoints _endpoints;

    /// <summary>Creates an environment without parts.</summary>
    /// <param name="backend">Name of the backend.</param>
    public StartedEnvironment(string backend) => _endpoints = new() { Backend = backend };

    /// <inheritdoc/>
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

    /// <summary>Offers what the environment can do that none of its parts is.</summary>
    public void Offer(ICapability capability)
    {
        lock (_parts)
        {
            _capabilities.Add(capability);
        }
    }

    /// <summary>Takes over a part that is up; it is disposed before those added earlier.</summary>
    /// <param name="part">The part; where it is a capability, the environment offers it.</param>
    /// <param name="addresses">Adds the addresses that it brings.</param>
    public void Add(IAsyncDisposable part, Func<Endpoints, Endpoints> addresses)
    {
        ArgumentNullException.ThrowIfNull(addresses);
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

    /// <inheritdoc/>
    public T? Capability<T>()
        where T : class, ICapability
    {
        lock (_parts)
        {
            return _capabilities.OfType<T>().FirstOrDefault();
        }
    }

    /// <summary>Disposes the parts, the latest first.</summary>
    /// <exception cref="AggregateException">Some did not end cleanly; every one was told to.</exception>
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
