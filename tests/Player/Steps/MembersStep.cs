using System.Text.Json.Nodes;
using Ms2Lab.Kafka.Client.Admin;

namespace Ms2Lab.Player.Steps;

/// <summary><c>members</c>: the Connect group, once it is stable with that many members.</summary>
internal sealed class MembersStep(JsonObject json) : Step(json)
{
    public override async Task<JsonNode?> RunAsync(ScenarioRun run, CancellationToken cancellation)
    {
        var count = Subject.GetValue<int>();
        return await ScenarioRun.UntilAsync(
            $"{count} members of {run.Group}", async c => Shown(await run.Stack.Kafka.GroupAsync(run.Group, c)),
            group => group["members"]!.GetValue<int>() == count && group["state"]!.GetValue<string>() == "Stable", Json["within"], cancellation);
    }

    private static JsonObject Shown(GroupDescription? group) => new()
    {
        ["members"] = group?.Members.Count ?? 0, ["state"] = group?.State ?? "", ["type"] = group?.ProtocolType ?? "", ["protocol"] = group?.Protocol ?? "",
    };
}
