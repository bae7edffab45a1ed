using System.Text.Json.Nodes;
using Ms2Lab.Kafka.Client;
using Ms2Lab.Player.Answers;

namespace Ms2Lab.Player.Steps;

/// <summary><c>group</c>: what a group has committed in topics, as <c>{"topic-0": n}</c>; null where it has committed nothing.</summary>
internal sealed class GroupStep(JsonObject json) : Step(json)
{
    public override async Task<JsonNode?> RunAsync(ScenarioRun run, CancellationToken cancellation)
    {
        if (Json["until"] is not { } wanted)
        {
            return await LookAsync(run, cancellation);
        }
        var until = run.Placeholders.Fill(wanted)!.AsObject();
        return await ScenarioRun.UntilAsync(
            $"group {Name(run)} until {PythonJson.Write(until)}", c => LookAsync(run, c), committed => Conditions.Hold(committed, until), Json["within"], cancellation);
    }

    private async Task<JsonObject> LookAsync(ScenarioRun run, CancellationToken cancellation)
    {
        var kafka = run.Stack.Kafka;
        var partitions = new List<TopicPartition>();
        foreach (var topic in Json["topics"]!.AsArray())
        {
            partitions.AddRange(await kafka.PartitionsAsync(run.Placeholders.Fill(topic!.GetValue<string>()), cancellation));
        }
        var committed = await kafka.Admin.ListConsumerGroupOffsetsAsync(Name(run), partitions, cancellation: cancellation);
        return new JsonObject(partitions.Select(p => KeyValuePair.Create($"{p.Topic}-{p.Partition}", (JsonNode?)(committed.TryGetValue(p, out var offset) ? offset.Offset : null))));
    }
}
