namespace Ms2Lab.Soak.Tests;

/// <summary>What this process holds at one moment.</summary>
/// <param name="Connectors">Connectors created and deleted so far.</param>
/// <param name="Bytes">Managed memory after a collection.</param>
/// <param name="Handles">Open files and sockets.</param>
public sealed record SoakSample(int Connectors, long Bytes, int Handles)
{
    public static SoakSample Take(int connectors)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return new(connectors, GC.GetTotalMemory(forceFullCollection: true), Directory.GetFiles("/proc/self/fd").Length);
    }

    public override string ToString() => $"{Connectors} connectors, {Bytes / 1024.0 / 1024.0:0.0} MB, {Handles} handles";
}
