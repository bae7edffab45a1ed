namespace Ms2Lab.Chaos.Tests;

/// <summary>A partition of the round's topic gets another leader.</summary>
public sealed class LeaderFault(string topic, int partition) : IFault
{
    public async Task<string> HarmAsync(ChaosWorld world, CancellationToken cancellation)
    {
        var found = (await world.Admin.DescribeTopicsAsync([topic], cancellation))[topic].Partitions.Single(p => p.Partition == partition);
        var next = found.Isr.FirstOrDefault(b => b != found.Leader, found.Leader);
        try
        {
            world.Kafka.MoveLeader(topic, partition, next);
            return $"{topic}-{partition} led by broker {next}";
        }
        catch (ArgumentException e)
        {
            // Another fault of this round took that broker away in between.
            return $"{topic}-{partition} keeps its leader: {e.Message}";
        }
    }

    public Task MendAsync(ChaosWorld world, CancellationToken cancellation) => Task.CompletedTask;
}
