using Ms2Lab.Environments.Core;
using Testcontainers.Redis;

namespace Ms2Lab.Environments.Containers;

/// <summary>Redis in a container; it keeps nothing on disk.</summary>
internal sealed class RedisContainerServer(ContainerServer running) : ContainerServer(running), IRedisControl
{
    /// <summary>Its name on the network.</summary>
    public const string Alias = "redis";

    /// <summary>Starts it.</summary>
    public static async Task<RedisContainerServer> StartAsync(string image, EnvironmentRequest request, LabNetwork network, CancellationToken cancellation)
    {
        var plan = new ServerPlan
        {
            Name = "Redis",
            Alias = Alias,
            Network = network,
            Port = request.Ports.Redis,
            Ask = (address, c) => RedisProbe.AskAsync(address, null, c),
            Container = common => common.On(new RedisBuilder(image), RedisBuilder.RedisPort)
                .WithCommand("redis-server", "--save", "", "--appendonly", "no", "--protected-mode", "no").Build(),
        };
        var server = new RedisContainerServer(await StartAsync(plan, cancellation).ConfigureAwait(false));
        network.Add(Parts.Redis, server);
        return server;
    }
}
