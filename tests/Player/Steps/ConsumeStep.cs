using System.Text.Json;
using System.Text.Json.Nodes;
using Ms2Lab.Kafka.Client;
using Ms2Lab.Kafka.Client.Consuming;
using Ms2Lab.Player.Servers;

namespace Ms2Lab.Player.Steps;

/// <summary><c>consume</c>: the first <c>count</c> records of a topic, in the order of partition and offset.</summary>
internal sealed class ConsumeStep(JsonObject json) : Step(json)
{
    public override async Task<JsonNode?> RunAsync(ScenarioRun run, CancellationToken cancellation)
    {
        var topic = Name(run);
        var count = Json["count"]?.GetValue<int>() ?? 1;
        var kafka = run.Stack.Kafka;
        await ScenarioRun.UntilAsync(
            $"topic {topic}", async c => JsonValue.Create((await kafka.PartitionsAsync(topic, c)).Count), n => n.GetValue<int>() > 0, Json["within"], cancellation);
        var isolation = Json["isolation"]?.GetValue<string>() == "read_committed" ? IsolationLevel.ReadCommitted : IsolationLevel.ReadUncommitted;
        var records = await kafka.ReadAsync(await kafka.PartitionsAsync(topic, cancellation), count, isolation, ScenarioRun.Patience, cancellation);
        return records.Count == count
            ? new JsonObject { ["records"] = new JsonArray([.. records.OrderBy(r => r.Partition).ThenBy(r => r.Offset).Select(Shown)]) }
            : throw new ScenarioFailedException($"consume {topic}: {records.Count} of {count} records within {ScenarioRun.Patience.TotalSeconds} s");
    }

    private JsonObject Shown(ConsumerRecord record)
    {
        var shown = KafkaServer.Shown(record, Json["timestamps"]?.GetValue<bool>() == true);
        if (Json["parse"]?.GetValue<bool>() == true)
        {
            foreach (var part in (string[])["key", "value"])
            {
                shown[part] = Parsed(shown[part]);
            }
        }
        return shown;
    }

    private static JsonNode? Parsed(JsonNode? part)
    {
        if (part is JsonValue value && value.TryGetValue<string>(out var text))
        {
            try
            {
                return new JsonObject { ["json"] = JsonNode.Parse(text) };
            }
            catch (JsonException)
            {
                // Not JSON: it stays text.
            }
        }
        return part?.DeepClone();
    }
}
