using System.Text.Json.Nodes;
using Ms2Lab.Player.Answers;

namespace Ms2Lab.Player.Steps;

/// <summary><c>watch</c>: the sequence of distinct states of a connector and its tasks, until a condition holds or <c>for</c> some seconds.</summary>
internal sealed class WatchStep(JsonObject json) : HttpStep(json)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(30);

    public override async Task<JsonNode?> RunAsync(ScenarioRun run, CancellationToken cancellation)
    {
        var sequence = new JsonArray();
        if (Json["until"] is { } wanted)
        {
            var until = run.Placeholders.Fill(wanted)!.AsObject();
            await WatchAsync(run, sequence, answer => Conditions.Hold(answer["body"], until), ScenarioRun.Patience, cancellation);
        }
        else
        {
            await WatchAsync(run, sequence, _ => false, TimeSpan.FromSeconds(Json["for"]!.GetValue<double>()), cancellation);
        }
        return new JsonObject { ["sequence"] = sequence };
    }

    private async Task WatchAsync(ScenarioRun run, JsonArray sequence, Func<JsonObject, bool> isEnd, TimeSpan limit, CancellationToken cancellation)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var seen = await LookAsync(run, cancellation);
            var row = new NormalForm(run.Placeholders.Names()).Of(Row(seen));
            if (sequence.Count == 0 || !JsonNode.DeepEquals(sequence[^1], row))
            {
                sequence.Add(row);
            }
            if (isEnd(seen))
            {
                return;
            }
            if (TimeProvider.System.GetElapsedTime(started) >= limit)
            {
                if (Json["until"] is { } until)
                {
                    throw new ScenarioFailedException($"watch {Name(run)} until {PythonJson.Write(until)}: not within {limit.TotalSeconds} s; seen {PythonJson.Write(sequence)}");
                }
                return;
            }
            await Task.Delay(Pause, TimeProvider.System, cancellation);
        }
    }

    private static JsonArray Row(JsonObject seen) => seen["body"] is JsonObject body && body["connector"] is { } connector
        ? [State(connector), .. body["tasks"]!.AsArray().Select(State)]
        : [JsonValue.Create(seen["status"]?.ToString() ?? seen["unreachable"]!.ToString())];

    private static JsonNode State(JsonNode? instance) => JsonValue.Create($"{instance!["state"]} {instance["worker_id"]}");
}
