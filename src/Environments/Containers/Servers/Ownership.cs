using System.Diagnostics;
using System.Globalization;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace Ms2Lab.Environments.Containers;

/// <summary>Who started a container, as a label on it: so that those of a killed owner are found and removed at the next start.</summary>
/// <remarks>Testcontainers' reaper does the same at once where it runs; it may be disabled, and its image may be missing.</remarks>
internal static class Ownership
{
    /// <summary>The label on every container and network of the kit.</summary>
    public const string Label = "ms2lab.owner";

    /// <summary>This process: machine, id and start, as ids are used again.</summary>
    public static string Self { get; } = $"{Environment.MachineName}/{Environment.ProcessId}/{StartOf(Process.GetCurrentProcess())}";

    /// <summary>Removes containers and networks whose owner on this machine has ended.</summary>
    public static async Task SweepAsync(DockerClient client, CancellationToken cancellation)
    {
        var labelled = new Dictionary<string, IDictionary<string, bool>> { ["label"] = new Dictionary<string, bool> { [Label] = true } };
        var containers = await client.Containers.ListContainersAsync(new ContainersListParameters { All = true, Filters = labelled }, cancellation).ConfigureAwait(false);
        foreach (var dead in containers.Where(c => IsDead(c.Labels)))
        {
            await TryAsync(() => client.Containers.RemoveContainerAsync(dead.ID, new ContainerRemoveParameters { Force = true, RemoveVolumes = true }, cancellation)).ConfigureAwait(false);
        }
        var networks = await client.Networks.ListNetworksAsync(new NetworksListParameters { Filters = labelled }, cancellation).ConfigureAwait(false);
        foreach (var dead in networks.Where(n => IsDead(n.Labels)))
        {
            await TryAsync(() => client.Networks.DeleteNetworkAsync(dead.ID, cancellation)).ConfigureAwait(false);
        }
    }

    private static bool IsDead(IDictionary<string, string> labels)
    {
        var owner = labels[Label].Split('/');
        if (owner is not [var machine, var id, var start] || machine != Environment.MachineName)
        {
            return false;
        }
        try
        {
            using var process = Process.GetProcessById(int.Parse(id, CultureInfo.InvariantCulture));
            return StartOf(process) != start;
        }
        catch (ArgumentException)
        {
            return true; // no process has this id
        }
    }

    private static string StartOf(Process process) => new DateTimeOffset(process.StartTime).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private static async Task TryAsync(Func<Task> remove)
    {
        try
        {
            await remove().ConfigureAwait(false);
        }
        catch (DockerApiException e) when (e.StatusCode is System.Net.HttpStatusCode.NotFound or System.Net.HttpStatusCode.Conflict or System.Net.HttpStatusCode.Forbidden)
        {
            // Somebody else is removing it, or it is still in use by what is being removed: the next start looks again.
        }
    }
}
