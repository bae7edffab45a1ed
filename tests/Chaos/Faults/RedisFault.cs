namespace Ms2Lab.Chaos.Tests;

/// <summary>Redis is away, and empty when it comes back.</summary>
public sealed class RedisFault : IFault
{
    public string? Server => "Redis";

    public async Task<string> HarmAsync(ChaosWorld world, CancellationToken cancellation)
    {
        await world.Redis.StopAsync(cancellation);
        return "Redis stopped";
    }

    public Task MendAsync(ChaosWorld world, CancellationToken cancellation) => world.Redis.StartAsync(cancellation);
}
