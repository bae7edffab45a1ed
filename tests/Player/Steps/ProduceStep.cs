using System.Globalization;
using System.Text.Json.Nodes;
using Ms2Lab.Kafka.Client.Producing;
using Ms2Lab.Kafka.Protocol.Records;

namespace Ms2Lab.Player.Steps;

/// <summary><c>produce</c>: records into a topic, <c>times</c> over with <c>${i}</c>; the step ends when the broker has them.</summary>
internal sealed class ProduceStep(JsonObject json) : Step(json)
{
    public override async Task<JsonNode?> RunAsync(ScenarioRun run, CancellationToken cancellation)
    {
        var topic = Name(run);
        var sent = new List<Task>();
        for (var i = 0; i < (Json["times"]?.GetValue<int>() ?? 1); i++)
        {
            run.Values["i"] = i.ToString(CultureInfo.InvariantCulture);
            foreach (var record in Json["records"]!.AsArray())
            {
                sent.Add(await run.Stack.Kafka.Producer.SendAsync(Record(topic, record!, run), cancellation));
            }
        }
        await Task.WhenAll(sent).WaitAsync(ScenarioRun.Patience, cancellation);
        return null;
    }

    private static ProducerRecord Record(string topic, JsonNode record, ScenarioRun run) =>
        new(topic, record["partition"]?.GetValue<int>() ?? 0, RecordBytes.Of(record["key"], run), RecordBytes.Of(record["value"], run))
        {
            Timestamp = record["timestamp"]?.GetValue<long>(),
            Headers = [.. record["headers"]?.AsArray().Select(h => Header(h!, run)) ?? []],
        };

    private static RecordHeader Header(JsonNode header, ScenarioRun run) =>
        new(run.Placeholders.Fill(header[0]!.GetValue<string>()), RecordBytes.Of(header[1], run) is { } value ? new ReadOnlyMemory<byte>(value) : null);
}
