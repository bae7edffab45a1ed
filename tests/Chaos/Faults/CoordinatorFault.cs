namespace Ms2Lab.Chaos.Tests;

/// <summary>Every group and transaction gets another coordinator.</summary>
public sealed class CoordinatorFault : IFault
{
    public Task<string> HarmAsync(ChaosWorld world, CancellationToken cancellation)
    {
        world.Kafka.MoveCoordinators();
        return Task.FromResult("coordinators moved");
    }

    public Task MendAsync(ChaosWorld world, CancellationToken cancellation) => Task.CompletedTask;
}
