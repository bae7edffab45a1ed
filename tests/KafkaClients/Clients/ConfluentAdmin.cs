using System.Text.Json.Nodes;
using Confluent.Kafka;
using Confluent.Kafka.Admin;

namespace Ms2Lab.KafkaClients.Tests.Clients;

/// <summary>The steps of the verb <c>admin</c> with Confluent.Kafka's admin client.</summary>
internal static class ConfluentAdmin
{
    public static async Task RunAsync(InProcessRun run, Dictionary<string, string> config, JsonObject a)
    {
        using var admin = new AdminClientBuilder(config).Build();
        var results = new JsonArray();
        foreach (var step in a["steps"]!.AsArray())
        {
            try
            {
                results.Add(await StepAsync(admin, step!));
            }
            catch (KafkaException e)
            {
                results.Add(new JsonObject { ["error"] = ConfluentDotNet.CodeOf(Inner(e)) });
            }
        }
        run.Emit("end", new JsonObject { ["results"] = results });
    }

    private static async Task<JsonNode?> StepAsync(IAdminClient admin, JsonNode step)
    {
        var (topic, group) = (step["topic"]?.GetValue<string>(), step["group"]?.GetValue<string>());
        switch (step["op"]!.GetValue<string>())
        {
            case "create":
                var specification = new TopicSpecification
                {
                    Name = topic,
                    NumPartitions = step["partitions"]?.GetValue<int>() ?? -1,
                    ReplicationFactor = step["replication"]?.GetValue<short>() ?? -1,
                    Configs = (step["config"]?.AsObject() ?? []).ToDictionary(c => c.Key, c => c.Value!.GetValue<string>()),
                };
                await admin.CreateTopicsAsync([specification], new CreateTopicsOptions { ValidateOnly = step["validate_only"]?.GetValue<bool>() ?? false });
                return "ok";
            case "delete":
                await admin.DeleteTopicsAsync([topic]);
                return "ok";
            case "partitions":
                await admin.CreatePartitionsAsync([new PartitionsSpecification { Topic = topic, IncreaseTo = step["count"]!.GetValue<int>() }]);
                return "ok";
            case "get-config":
                return (await admin.DescribeConfigsAsync([Resource()]))[0].Entries[step["key"]!.GetValue<string>()].Value;
            case "set-config":
                var entry = new ConfigEntry { Name = step["key"]!.GetValue<string>(), Value = step["value"]!.GetValue<string>(), IncrementalOperation = AlterConfigOpType.Set };
                await admin.IncrementalAlterConfigsAsync(new Dictionary<ConfigResource, List<ConfigEntry>> { [Resource()] = [entry] });
                return "ok";
            case "delete-records":
                await admin.DeleteRecordsAsync([new TopicPartitionOffset(topic, step["partition"]!.GetValue<int>(), step["before"]!.GetValue<long>())]);
                return "ok";
            case "groups":
                var groups = await admin.ListConsumerGroupsAsync();
                return new JsonArray([.. groups.Valid.Select(g => g.GroupId).Order(StringComparer.Ordinal).Select(g => (JsonNode)g)]);
            case "describe-group":
                return (await admin.DescribeConsumerGroupsAsync([group])).ConsumerGroupDescriptions[0].State.ToString();
            case "delete-group":
                await admin.DeleteGroupsAsync([group]);
                return "ok";
            case "delete-offsets":
                await admin.DeleteConsumerGroupOffsetsAsync(group, [new TopicPartition(topic, step["partition"]!.GetValue<int>())]);
                return "ok";
            case "set-offsets":
                var wanted = new TopicPartitionOffset(topic, step["partition"]!.GetValue<int>(), step["offset"]!.GetValue<long>());
                await admin.AlterConsumerGroupOffsetsAsync([new ConsumerGroupTopicPartitionOffsets(group, [wanted])]);
                return "ok";
            default:
                var offsets = await admin.ListConsumerGroupOffsetsAsync([new ConsumerGroupTopicPartitions(group, null)]);
                return new JsonObject(offsets[0].Partitions.Where(p => p.Offset.Value >= 0)
                    .Select(p => KeyValuePair.Create($"{p.Topic}-{p.Partition.Value}", (JsonNode?)p.Offset.Value)));
        }

        ConfigResource Resource() => new() { Type = ResourceType.Topic, Name = topic };
    }

    // The library wraps the error of each thing asked for in one of its own for the whole.
    private static Error Inner(KafkaException e) => e switch
    {
        CreateTopicsException t => t.Results[0].Error,
        DeleteTopicsException t => t.Results[0].Error,
        CreatePartitionsException t => t.Results[0].Error,
        DescribeConfigsException t => t.Results[0].Error,
        IncrementalAlterConfigsException t => t.Results[0].Error,
        DeleteRecordsException t => t.Results[0].Error,
        DeleteGroupsException t => t.Results[0].Error,
        _ => e.Error,
    };
}
