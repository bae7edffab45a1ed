namespace Ms2Lab.Chaos.Tests;

/// <summary>A worker ends: killed (in this process abruptly, as a process by SIGKILL) or stopped.</summary>
public sealed class WorkerFault(bool isProcess, int place, bool gracefully) : IFault
{
    public async Task<string> HarmAsync(ChaosWorld world, CancellationToken cancellation)
    {
        var address = await Slots(world).EndAsync(place, gracefully, cancellation);
        return address is null ? "a worker that is down already stays down" : $"{(isProcess ? "process" : "in-process")} worker {address} {(gracefully ? "stopped" : "killed")}";
    }

    public Task MendAsync(ChaosWorld world, CancellationToken cancellation) => Slots(world).HealAsync(cancellation);

    private WorkerSlots Slots(ChaosWorld world) => isProcess ? world.Processes : world.Embedded;
}
