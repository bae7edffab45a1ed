namespace Ms2Lab.Chaos.Tests;

/// <summary>MySQL is away.</summary>
public sealed class MySqlFault : IFault
{
    public string? Server => "MySQL";

    public async Task<string> HarmAsync(ChaosWorld world, CancellationToken cancellation)
    {
        await world.MySql.StopAsync(cancellation);
        return "MySQL stopped";
    }

    public Task MendAsync(ChaosWorld world, CancellationToken cancellation) => world.MySql.StartAsync(cancellation);
}
