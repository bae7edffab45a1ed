using Ms2Lab.Foreign;

namespace Ms2Lab.KafkaClients.Tests.Clients;

/// <summary>kafka-python, as Debian packages it (2.0.2).</summary>
public sealed class KafkaPython : ProgramDriver
{
    private const string NoTransactions = "kafka-python 2.0 has neither idempotence nor transactions";

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> Lacks { get; } = new Dictionary<string, string>
    {
        [Feature.Idempotence] = NoTransactions,
        [Feature.Transactions] = NoTransactions,
        [Feature.Fencing] = NoTransactions,
        [Feature.SendOffsets] = NoTransactions,
        [Feature.CooperativeRebalance] = "kafka-python 2.0 rebalances eagerly only",
        [Feature.StaticMembership] = "kafka-python 2.0 has no static membership",
        [Feature.TopicDefaults] = "kafka-python 2.0 wants numbers of partitions and replicas",
        ["delete-records"] = "kafka-python 2.0 has no delete_records",
        ["delete-offsets"] = "kafka-python 2.0 has no delete of offsets",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<string> Codecs { get; } = ["gzip"];

    /// <inheritdoc/>
    protected override async Task<(string Program, string[] First, IReadOnlyDictionary<string, string> Variables)> LocateAsync() =>
        ("/usr/bin/python3", [Path.Combine(Programs, "kafka_python.py")], (await ForeignSet.GetAsync("python")).Variables);
}
