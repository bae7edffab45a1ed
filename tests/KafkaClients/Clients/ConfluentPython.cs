using Ms2Lab.Foreign;

namespace Ms2Lab.KafkaClients.Tests.Clients;

/// <summary>confluent-kafka for Python with the librdkafka of Debian.</summary>
public sealed class ConfluentPython : ProgramDriver
{
    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> Lacks { get; } = new Dictionary<string, string>
    {
        ["delete-records"] = "confluent-kafka 1.7 has no delete_records",
        ["delete-group"] = "confluent-kafka 1.7 has no delete_groups",
        ["delete-offsets"] = "confluent-kafka 1.7 has no delete of offsets",
    };

    /// <inheritdoc/>
    protected override async Task<(string Program, string[] First, IReadOnlyDictionary<string, string> Variables)> LocateAsync() =>
        ("/usr/bin/python3", [Path.Combine(Programs, "confluent.py")], (await ForeignSet.GetAsync("python")).Variables);
}
