using System.Text.Json.Nodes;

namespace Ms2Lab.Player.Steps;

/// <summary>The kinds of steps by the key that names them.</summary>
internal static class StepKinds
{
    private static readonly Dictionary<string, Func<JsonObject, Step>> Kinds = new()
    {
        ["rest"] = s => new RestStep(s),
        ["await"] = s => new AwaitStep(s),
        ["watch"] = s => new WatchStep(s),
        ["topic"] = s => new TopicStep(s),
        ["delete-topic"] = s => new DeleteTopicStep(s),
        ["describe-topic"] = s => new DescribeTopicStep(s),
        ["produce"] = s => new ProduceStep(s),
        ["consume"] = s => new ConsumeStep(s),
        ["group"] = s => new GroupStep(s),
        ["sql"] = s => new SqlStep(s),
        ["redis"] = s => new RedisStep(s),
        ["file"] = s => new FileStep(s),
        ["start-worker"] = s => new StartWorkerStep(s),
        ["kill-worker"] = s => new KillWorkerStep(s),
        ["stop-worker"] = s => new StopWorkerStep(s),
        ["name-workers"] = s => new NameWorkersStep(s),
        ["members"] = s => new MembersStep(s),
        ["placement"] = s => new PlacementStep(s),
        ["sleep"] = s => new SleepStep(s),
        ["set"] = s => new SetStep(s),
    };

    /// <summary>The step that the JSON describes.</summary>
    /// <exception cref="ScenarioFailedException">Its first key names no kind.</exception>
    public static Step Of(JsonObject json) => Kinds.TryGetValue(json.First().Key, out var create)
        ? create(json)
        : throw new ScenarioFailedException($"a step begins with one of {string.Join(", ", Kinds.Keys)}, not with {json.First().Key}");
}
