using Ms2Lab.Kafka.Broker.Faults;
using Ms2Lab.Kafka.Protocol;

namespace Ms2Lab.Chaos.Tests;

/// <summary>Requests to the brokers are slow, refused for a while, or answered by a broken connection.</summary>
public sealed class RequestFault : IFault
{
    private readonly string _what;
    private readonly FaultRule _rule;
    private Fault? _fault;

    /// <summary>One of the kinds of bad answers, drawn with its seed.</summary>
    public RequestFault(Random random)
    {
        (_what, var rule) = random.Next(4) switch
        {
            0 => Slow(random.Next(50, 800)),
            1 => ("refused with NOT_LEADER_OR_FOLLOWER", new FaultRule(FaultAction.Fail(ErrorCode.NotLeaderOrFollower)) { Apis = [ApiKey.Produce, ApiKey.Fetch], Probability = 0.3 }),
            2 => ("refused with COORDINATOR_LOAD_IN_PROGRESS", new FaultRule(FaultAction.Fail(ErrorCode.CoordinatorLoadInProgress)) { Apis = [ApiKey.OffsetCommit, ApiKey.OffsetFetch], Probability = 0.5 }),
            _ => ("carried out and answered by a closed connection", new FaultRule(FaultAction.CloseAfter) { Apis = [ApiKey.Produce, ApiKey.OffsetCommit, ApiKey.Fetch], Probability = 0.2 }),
        };
        _rule = rule with { Seed = random.Next() };
    }

    public Task<string> HarmAsync(ChaosWorld world, CancellationToken cancellation)
    {
        _fault = world.Kafka.AddFault(_rule);
        return Task.FromResult($"requests are {_what} with probability {_rule.Probability}{(_rule.Apis.Count > 0 ? $": {string.Join(", ", _rule.Apis)}" : "")}");
    }

    public Task MendAsync(ChaosWorld world, CancellationToken cancellation)
    {
        _fault?.Dispose();
        return Task.CompletedTask;
    }

    private static (string What, FaultRule Rule) Slow(int ms) => ($"answered {ms} ms late", new FaultRule(FaultAction.Delay(TimeSpan.FromMilliseconds(ms))) { Probability = 0.2 });
}
