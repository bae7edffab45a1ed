using System.Text;
using System.Text.Json.Nodes;
using Ms2Lab.Player.Servers;

namespace Ms2Lab.Player;

/// <summary>Leaves nothing of a scenario to the next: connectors, members of their groups, topics, tables, keys.</summary>
internal sealed class Cleaning(ScenarioRun run)
{
    private static readonly KeyValuePair<string, string>[] NoHeaders = [];
    private readonly ScenarioStack _stack = run.Stack;

    public async Task RunAsync(CancellationToken cancellation)
    {
        if (run.Scenario.HasOwnWorkers)
        {
            await run.EndWorkersAsync(cancellation);
        }
        else if (run.Workers.Count > 0)
        {
            await DeleteConnectorsAsync(run.Worker(null).Address, cancellation);
        }
        await _stack.Kafka.WipeAsync(cancellation);
        await _stack.Sql.WipeAsync(cancellation);
        await RedisCommand.RunAsync(_stack.Endpoints.Redis!, 0, [Encoding.ASCII.GetBytes("FLUSHALL")], null, cancellation);
    }

    private async Task DeleteConnectorsAsync(string worker, CancellationToken cancellation)
    {
        var names = await NamesAsync(worker, cancellation);
        foreach (var name in names.Select(n => n!.GetValue<string>()))
        {
            await ScenarioRun.UntilAsync(
                $"connector {name} deleted", c => _stack.Rest.CallAsync(worker, "DELETE", $"/connectors/{Uri.EscapeDataString(name)}", null, NoHeaders, c),
                answer => answer["status"]!.GetValue<int>() != 409, null, cancellation);
        }
        await ScenarioRun.UntilAsync("no connector left", c => NamesAsync(worker, c), left => left.Count == 0, null, cancellation);
        await ScenarioRun.UntilAsync("tasks of sinks gone", c => MembersAsync(names, c), members => members.GetValue<int>() == 0, null, cancellation);
        await _stack.Rest.CallAsync(worker, "PUT", "/admin/loggers/root", """{"level":"INFO"}""", NoHeaders, cancellation);
    }

    private async Task<JsonArray> NamesAsync(string worker, CancellationToken cancellation) =>
        await _stack.Rest.GetAsync(worker, "/connectors", cancellation) as JsonArray ?? throw new ScenarioFailedException($"{worker} does not list its connectors");

    private async Task<JsonValue> MembersAsync(JsonArray connectors, CancellationToken cancellation)
    {
        var members = 0;
        foreach (var name in connectors)
        {
            members += (await _stack.Kafka.GroupAsync($"connect-{name}", cancellation))?.Members.Count ?? 0;
        }
        return JsonValue.Create(members);
    }
}
