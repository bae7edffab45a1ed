namespace Ms2Lab.Chaos.Tests;

/// <summary>A broker is away; its partitions and groups find others.</summary>
public sealed class BrokerFault(int broker) : IFault
{
    public string? Server => "Kafka";

    public async Task<string> HarmAsync(ChaosWorld world, CancellationToken cancellation)
    {
        await world.Kafka.KillAsync(broker).WaitAsync(cancellation);
        return $"broker {broker} killed";
    }

    public Task MendAsync(ChaosWorld world, CancellationToken cancellation)
    {
        world.Kafka.Restart(broker);
        return Task.CompletedTask;
    }
}
