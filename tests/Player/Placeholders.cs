using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Ms2Lab.Environments.Core;

namespace Ms2Lab.Player;

/// <summary><c>${name}</c> in what a scenario sends, and the same marks in what it is answered.</summary>
internal sealed partial class Placeholders(ScenarioRun run)
{
    /// <summary>The text with every known placeholder replaced; unknown ones stay.</summary>
    public string Fill(string text)
    {
        var addresses = Addresses();
        return Mark().Replace(text, m => run.Values.TryGetValue(m.Groups[1].Value, out var value) || addresses.TryGetValue(m.Groups[1].Value, out value) ? value : m.Value);
    }

    /// <summary>A copy of a node with every known placeholder replaced, also in the names of members.</summary>
    public JsonNode? Fill(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.Select(m => KeyValuePair.Create(Fill(m.Key), Fill(m.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Fill)]),
        JsonValue value when value.TryGetValue<string>(out var text) => JsonValue.Create(Fill(text)),
        _ => node?.DeepClone(),
    };

    /// <summary>Placeholder by address, in every form in which Java programs print one; the longest first.</summary>
    public IReadOnlyList<(string Address, string Placeholder)> Names()
    {
        var names = new Dictionary<string, string>();
        foreach (var (name, address) in Addresses())
        {
            names[address] = $"${{{name}}}";
            if (name is "mysql" or "redis" or "registry" or "bootstrap" && !address.Contains(','))
            {
                var (host, port) = EndpointAddress.HostAndPort(address, 0);
                names[$"{host}/<unresolved>:{port}"] = $"${{{name}:unresolved}}";
                names[$"host='{host}', port={port}"] = $"${{{name}:host-port}}";
            }
        }
        names[run.Stack.Kafka.ClusterId] = "${cluster}";
        return [.. names.Where(n => n.Key.Length > 0).OrderByDescending(n => n.Key.Length).Select(n => (n.Key, n.Value))];
    }

    private Dictionary<string, string> Addresses()
    {
        var servers = run.Stack.Endpoints;
        var known = new Dictionary<string, string>
        {
            ["bootstrap"] = servers.Bootstrap!, ["mysql"] = servers.MySql!, ["redis"] = servers.Redis!, ["registry"] = servers.Registry!, ["dir"] = run.Files,
        };
        foreach (var (role, worker) in run.Workers)
        {
            known[$"worker:{role}"] = worker.Address;
        }
        return known;
    }

    [GeneratedRegex(@"\$\{([a-z][\w:-]*)\}")]
    private static partial Regex Mark();
}
