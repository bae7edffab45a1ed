using Ms2Lab.Connect.Api;
using Ms2Lab.Kafka.Client.Admin;

namespace Ms2Lab.Connect.Runtime.Tasks.Sources;

/// <summary>One group of topics that are created alike (KIP-158).</summary>
/// <param name="Include">What the whole name of its topics matches.</param>
/// <param name="Exclude">What it must not match.</param>
/// <param name="Partitions">The number of partitions, -1 for the broker's default.</param>
/// <param name="ReplicationFactor">The number of replicas, -1 for the broker's default.</param>
/// <param name="Configs">The topics' own settings.</param>
internal sealed record TopicGroup(
    JavaRegex Include, JavaRegex Exclude, int Partitions, short ReplicationFactor, IReadOnlyDictionary<string, string?> Configs)
{
    /// <summary>Whether a topic is of this group.</summary>
    public bool Matches(string topic) => !Exclude.IsMatch(topic) && Include.IsMatch(topic);

    /// <summary>The topic as this group creates it.</summary>
    public NewTopic NewTopic(string topic) => new(topic, Partitions, ReplicationFactor) { Configs = Configs };
}
