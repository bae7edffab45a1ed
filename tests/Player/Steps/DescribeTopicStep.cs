using System.Text.Json.Nodes;
using Ms2Lab.Kafka.Client.Admin;
using Ms2Lab.Kafka.Protocol;

namespace Ms2Lab.Player.Steps;

/// <summary><c>describe-topic</c>: its partitions, and the settings that are set on it.</summary>
internal sealed class DescribeTopicStep(JsonObject json) : Step(json)
{
    public override async Task<JsonNode?> RunAsync(ScenarioRun run, CancellationToken cancellation)
    {
        var name = Name(run);
        var admin = run.Stack.Kafka.Admin;
        var found = (await admin.DescribeTopicsAsync([name], cancellation))[name];
        var config = new JsonObject();
        if (found.Error == ErrorCode.None)
        {
            var values = await admin.DescribeConfigsAsync(new ConfigResource(ConfigResourceType.Topic, name), cancellation);
            foreach (var entry in values.Values.Where(v => v.Source == ConfigSource.DynamicTopic).OrderBy(v => v.Name, StringComparer.Ordinal))
            {
                config[entry.Name] = entry.Value;
            }
        }
        return new JsonObject { ["error"] = Text(found.Error), ["partitions"] = found.Partitions.Count, ["config"] = config };
    }

    // librdkafka's names, with which the scenarios were recorded.
    private static string? Text(ErrorCode error) => error switch
    {
        ErrorCode.None => null,
        ErrorCode.UnknownTopicOrPartition => "UNKNOWN_TOPIC_OR_PART",
        _ => error.ToString(),
    };
}
