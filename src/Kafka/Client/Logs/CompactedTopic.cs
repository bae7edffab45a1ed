using Ms2Lab.Kafka.Client.Admin;
using Ms2Lab.Kafka.Protocol;

namespace Ms2Lab.Kafka.Client.Logs;

/// <summary>Makes sure that a log's topic is there and is compacted.</summary>
internal static class CompactedTopic
{
    private const string PolicySetting = "cleanup.policy";
    private const string Compact = "compact";

    /// <summary>Creates the topic unless it exists, checks the policy of one that does, and answers its number of partitions.</summary>
    /// <exception cref="CleanupPolicyException">It exists with another policy.</exception>
    /// <exception cref="KafkaException">It cannot be created, or is not known in time.</exception>
    public static async Task<int> EnsureAsync(KafkaClient client, TopicLogOptions options, CancellationToken cancellation)
    {
        await using var admin = new KafkaAdmin(client);
        if (!await IsCreatedAsync(admin, options, cancellation).ConfigureAwait(false))
        {
            await CheckPolicyAsync(admin, options.Topic, cancellation).ConfigureAwait(false);
        }

        return (await client.TopicAsync(options.Topic, allowAutoCreate: false, cancellation).ConfigureAwait(false)).Partitions.Count;
    }

    private static async Task<bool> IsCreatedAsync(KafkaAdmin admin, TopicLogOptions options, CancellationToken cancellation)
    {
        var topic = new NewTopic(options.Topic, options.Partitions, options.ReplicationFactor)
        {
            Configs = new Dictionary<string, string?>(options.Configs, StringComparer.Ordinal) { [PolicySetting] = Compact },
        };
        var refusal = (await admin.CreateTopicsAsync([topic], cancellation: cancellation).ConfigureAwait(false))[options.Topic];
        return refusal switch
        {
            null => true,
            { Code: ErrorCode.TopicAlreadyExists or ErrorCode.TopicAuthorizationFailed or ErrorCode.ClusterAuthorizationFailed } => false,
            _ => throw refusal,
        };
    }

    // A broker that does not show its settings is trusted, as the Java client does.
    private static async Task CheckPolicyAsync(KafkaAdmin admin, string topic, CancellationToken cancellation)
    {
        try
        {
            var configs = await admin.DescribeConfigsAsync(ConfigResource.Topic(topic), cancellation).ConfigureAwait(false);
            if (configs.TryGetValue(PolicySetting, out var policy) && policy.Value != Compact)
            {
                throw new CleanupPolicyException(topic, policy.Value ?? "");
            }
        }
        catch (KafkaException e) when (e.Code is ErrorCode.TopicAuthorizationFailed or ErrorCode.ClusterAuthorizationFailed or ErrorCode.UnsupportedVersion)
        {
            return;
        }
    }
}
