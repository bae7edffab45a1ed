namespace Ms2Lab.Chaos.Tests;

/// <summary>Something bad that happens to the world and is over after a while.</summary>
public interface IFault
{
    /// <summary>The server that it takes away, of which no two faults at a time may; null where it takes none.</summary>
    string? Server => null;

    /// <summary>Does harm.</summary>
    /// <returns>What was done, for the timeline.</returns>
    Task<string> HarmAsync(ChaosWorld world, CancellationToken cancellation);

    /// <summary>Mends it.</summary>
    Task MendAsync(ChaosWorld world, CancellationToken cancellation);
}
