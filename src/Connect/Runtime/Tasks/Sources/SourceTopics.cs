using Ms2Lab.Connect.Api;
using Ms2Lab.Kafka.Client;
using Ms2Lab.Kafka.Client.Admin;
using Ms2Lab.Kafka.Protocol;

namespace Ms2Lab.Connect.Runtime.Tasks.Sources;

/// <summary>Creates the topics that a source task writes to before their first record (KIP-158). Owned by the task's loop.</summary>
internal sealed class SourceTopics(TopicGroups groups, KafkaAdmin admin) : IAsyncDisposable
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>Makes sure that a topic is there; each is looked at once in a task's life.</summary>
    /// <exception cref="RetriableException">No broker answered in time.</exception>
    /// <exception cref="ConnectException">The topic cannot be described or created.</exception>
    public async Task EnsureAsync(string topic, CancellationToken cancellation)
    {
        if (_known.Contains(topic))
        {
            return;
        }
        if (!await ExistsAsync(topic, cancellation).ConfigureAwait(false))
        {
            await CreateAsync(groups.Of(topic).NewTopic(topic), cancellation).ConfigureAwait(false);
        }
        _known.Add(topic);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => admin.DisposeAsync();

    private async Task<bool> ExistsAsync(string topic, CancellationToken cancellation)
    {
        var error = await ErrorOfAsync(topic, cancellation).ConfigureAwait(false);
        return error?.Code switch
        {
            null => true,
            ErrorCode.UnknownTopicOrPartition => false,
            ErrorCode.ClusterAuthorizationFailed or ErrorCode.TopicAuthorizationFailed =>
                throw new ConnectException($"Not authorized to describe topic(s) '{topic}' on the brokers", error),
            ErrorCode.RequestTimedOut or ErrorCode.NetworkException => throw new RetriableException($"Timed out while describing topics '{topic}'", error),
            _ => throw new ConnectException($"Error while attempting to describe topics '{topic}'", Execution(error)),
        };
    }

    private async Task<KafkaException?> ErrorOfAsync(string topic, CancellationToken cancellation)
    {
        try
        {
            var found = (await admin.DescribeTopicsAsync([topic], cancellation).ConfigureAwait(false)).GetValueOrDefault(topic);
            var code = found?.Error ?? ErrorCode.UnknownTopicOrPartition;
            return code == ErrorCode.None ? null : new KafkaException(code);
        }
        catch (KafkaException e)
        {
            return e;
        }
    }

    private async Task CreateAsync(NewTopic topic, CancellationToken cancellation)
    {
        KafkaException? error;
        try
        {
            error = (await admin.CreateTopicsAsync([topic], cancellation: cancellation).ConfigureAwait(false))[topic.Name];
        }
        catch (KafkaException e)
        {
            error = e;
        }
        switch (error?.Code)
        {
            case null or ErrorCode.TopicAlreadyExists:
                return;
            case ErrorCode.ClusterAuthorizationFailed or ErrorCode.TopicAuthorizationFailed or ErrorCode.UnsupportedVersion:
                throw new ConnectException(
                    $"Task failed to create new topic {Describe(topic)}. Ensure that the task is authorized to create topics or that the topic exists and restart the task");
            case ErrorCode.InvalidConfig or ErrorCode.InvalidReplicationFactor or ErrorCode.InvalidTopicException:
                // These three are one family of exceptions in the Java client.
                throw new ConnectException($"Unable to create topic(s) '{topic.Name}': {error.Message}", error);
            case ErrorCode.RequestTimedOut or ErrorCode.NetworkException:
                throw new ConnectException(
                    $"Timed out while checking for or creating topic(s) '{topic.Name}'. This could indicate a connectivity issue, unavailable topic partitions, or if this is your first use of the topic it may have taken too long to create.",
                    error);
            default:
                throw new ConnectException($"Error while attempting to create/find topic(s) '{topic.Name}'", Execution(error));
        }
    }

    private static JavaException Execution(KafkaException cause) =>
        new("java.util.concurrent.ExecutionException", $"{cause.JavaName}: {cause.Message}", cause);

    private static string Describe(NewTopic topic) =>
        $"(name={topic.Name}, numPartitions={Number(topic.Partitions)}, replicationFactor={Number(topic.ReplicationFactor)}, replicasAssignments=null, configs={{{string.Join(", ", topic.Configs.Select(c => $"{c.Key}={c.Value}"))}}})";

    private static string Number(int number) => number == -1 ? "default" : number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
