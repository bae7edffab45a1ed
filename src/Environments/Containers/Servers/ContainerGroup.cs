namespace Ms2Lab.Environments.Containers;

/// <summary>Several containers that start together and end together.</summary>
internal static class ContainerGroup
{
    /// <summary>Starts all of them side by side.</summary>
    /// <exception cref="Exception">The first failure; the others are gone again.</exception>
    public static async Task<IReadOnlyList<ContainerServer>> StartAsync(IEnumerable<ServerPlan> plans, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var starts = plans.Select(p => OneAsync(p, stop)).ToList();
        try
        {
            return await Task.WhenAll(starts).ConfigureAwait(false);
        }
        catch
        {
            await DisposeAsync([.. starts.Where(s => s.IsCompletedSuccessfully).Select(s => s.Result)]).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Removes all of them.</summary>
    public static async ValueTask DisposeAsync(IReadOnlyList<ContainerServer> servers) => await Task.WhenAll(servers.Select(s => s.DisposeAsync().AsTask())).ConfigureAwait(false);

    private static async Task<ContainerServer> OneAsync(ServerPlan plan, CancellationTokenSource stop)
    {
        try
        {
            return await ContainerServer.StartAsync(plan, stop.Token).ConfigureAwait(false);
        }
        catch
        {
            await stop.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }
}
