using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Ms2Lab.Player.Answers;

namespace Ms2Lab.Player.Steps;

/// <summary><c>name-workers</c>: roles by what a worker runs (<c>/path where</c>), <c>leader</c>, or <c>rest</c> for the others.</summary>
internal sealed partial class NameWorkersStep(JsonObject json) : Step(json)
{
    public override async Task<JsonNode?> RunAsync(ScenarioRun run, CancellationToken cancellation)
    {
        var roles = new Dictionary<string, IScenarioWorker>();
        var wanted = Subject.AsObject().ToDictionary(r => r.Key, r => run.Placeholders.Fill(r.Value!.GetValue<string>()));
        foreach (var (role, what) in wanted.Where(w => w.Value != "rest"))
        {
            var address = what == "leader" ? await LeaderAsync(run, cancellation) : await OwnerAsync(run, what.Split(' '), cancellation);
            roles[role] = run.Workers.Values.FirstOrDefault(w => w.Address == address) ?? throw new ScenarioFailedException($"{role}: no worker of this scenario is at {address}");
        }
        var others = run.Workers.Values.Where(w => !roles.ContainsValue(w)).ToList();
        foreach (var (role, worker) in wanted.Where(w => w.Value == "rest").Select(w => w.Key).Zip(others))
        {
            roles[role] = worker;
        }
        run.Rename(roles);
        return null;
    }

    private static async Task<string?> OwnerAsync(ScenarioRun run, string[] question, CancellationToken cancellation) =>
        JsonPath.At(await run.Stack.Rest.GetAsync(run.Workers.Values.First().Address, question[0], cancellation), question[1])?.ToString();

    // Every member's assignment holds the leader's REST address (KIP-415).
    private static async Task<string> LeaderAsync(ScenarioRun run, CancellationToken cancellation)
    {
        var group = await run.Stack.Kafka.GroupAsync(run.Group, cancellation);
        var assignment = group is { Members: [var first, ..] } ? Encoding.Latin1.GetString(first.Assignment.Span) : "";
        return Address().Match(assignment) is { Success: true } found ? found.Groups[1].Value : throw new ScenarioFailedException($"the group {run.Group} has no assignment that names a leader");
    }

    [GeneratedRegex(@"http://(127\.0\.0\.1:\d+)/")]
    private static partial Regex Address();
}
