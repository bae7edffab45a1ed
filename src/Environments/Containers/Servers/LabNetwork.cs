using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Networks;
using Microsoft.Extensions.Logging.Abstractions;
using Ms2Lab.Environments.Core;

namespace Ms2Lab.Environments.Containers;

/// <summary>The one network of an environment, on which its containers see each other by name. State is guarded by the lock on the list of servers.</summary>
internal sealed class LabNetwork : INetworkControl, IAsyncDisposable
{
    private readonly List<(Parts Part, ContainerServer Server)> _servers = [];
    private readonly INetwork _network;

    private LabNetwork(INetwork network) => _network = network;

    /// <summary>The network, for builders.</summary>
    public INetwork Network => _network;

    /// <summary>Makes a network of its own.</summary>
    public static async Task<LabNetwork> CreateAsync(CancellationToken cancellation)
    {
        var network = new NetworkBuilder().WithName($"ms2lab-{Guid.NewGuid():N}").WithLabel(Ownership.Label, Ownership.Self).WithLogger(NullLogger.Instance).Build();
        await network.CreateAsync(cancellation).ConfigureAwait(false);
        return new LabNetwork(network);
    }

    /// <summary>Makes a server known as one that can be cut off.</summary>
    public void Add(Parts part, ContainerServer server)
    {
        lock (_servers)
        {
            _servers.Add((part, server));
        }
    }

    public Task CutOffAsync(Parts part, CancellationToken cancellation = default) => Task.WhenAll(Of(part).Select(s => s.CutOffAsync(cancellation)));

    public Task RejoinAsync(Parts part, CancellationToken cancellation = default) => Task.WhenAll(Of(part).Select(s => s.RejoinAsync(cancellation)));

    public ValueTask DisposeAsync() => _network.DisposeAsync();

    private List<ContainerServer> Of(Parts part)
    {
        lock (_servers)
        {
            return [.. _servers.Where(s => s.Part == part).Select(s => s.Server)];
        }
    }
}
