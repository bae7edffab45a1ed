using Ms2Lab.Foreign;

namespace Ms2Lab.KafkaClients.Tests.Clients;

/// <summary>kafkajs on Node.js.</summary>
public sealed class KafkaJs : ProgramDriver
{
    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> Lacks { get; } = new Dictionary<string, string>
    {
        [Feature.CooperativeRebalance] = "kafkajs rebalances eagerly only",
        [Feature.StaticMembership] = "kafkajs has no static membership",
        ["delete-offsets"] = "kafkajs has no delete of offsets",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<string> Codecs { get; } = ["gzip"];

    /// <inheritdoc/>
    protected override async Task<(string Program, string[] First, IReadOnlyDictionary<string, string> Variables)> LocateAsync()
    {
        var set = await ForeignSet.GetAsync("kafkajs");
        return ("node", [Path.Combine(Programs, "kafkajs.js")], set.Variables);
    }
}
