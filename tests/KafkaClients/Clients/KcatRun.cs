using System.IO.Hashing;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Ms2Lab.Foreign;

namespace Ms2Lab.KafkaClients.Tests.Clients;

/// <summary>A running kcat whose lines become events: records as JSON, what begins with "%" as it is told to people.</summary>
internal sealed partial class KcatRun(ForeignProgram program, KcatRun.Mode mode) : ClientRun
{
    private readonly StringBuilder _log = new();
    private readonly JsonArray _records = [];
    private readonly SortedSet<string> _owned = new(StringComparer.Ordinal);
    private readonly Crc32 _crc = new();
    private int _count;
    private bool _isReady;
    private bool _isOver;

    /// <summary>What its lines are.</summary>
    public enum Mode
    {
        /// <summary>One line with all metadata.</summary>
        List,

        /// <summary>Records that are counted and told at the end.</summary>
        Consume,

        /// <summary>Records and rebalances that are told at once.</summary>
        Group,
    }

    protected override string Log => _log.ToString();

    /// <summary>kcat has no commands but a signal, at which it leaves its group.</summary>
    public override Task CommandAsync(string command) => program.TerminateAsync();

    public override void Kill() => program.Kill();

    public override ValueTask DisposeAsync() => program.DisposeAsync();

    protected override async Task<JsonNode?> ReadAsync(CancellationToken cancellation)
    {
        if (mode == Mode.Consume && !_isReady)
        {
            _isReady = true;
            return new JsonObject { ["event"] = "ready" };
        }
        while (!_isOver)
        {
            var line = await program.ReadLineAsync(cancellation);
            if (line is null)
            {
                _isOver = true;
                return Ended(await program.ExitAsync(cancellation));
            }
            if (Heard(line) is { } heard)
            {
                return heard;
            }
        }
        return null;
    }

    private JsonObject? Heard(string line)
    {
        if (mode == Mode.List && line.StartsWith('{'))
        {
            _records.Add(JsonNode.Parse(line));
        }
        else if (line.StartsWith('{'))
        {
            return Record(JsonNode.Parse(line)!);
        }
        else if (Rebalance().Match(line) is { Success: true } rebalance)
        {
            var partitions = Place().Matches(rebalance.Groups["partitions"].Value).Select(p => $"{p.Groups[1].Value}-{p.Groups[2].Value}");
            if (rebalance.Groups["taken"].Success)
            {
                _owned.ExceptWith(partitions);
            }
            else
            {
                _owned.UnionWith(partitions);
            }
            return new JsonObject { ["event"] = "assigned", ["partitions"] = new JsonArray([.. _owned.Select(p => (JsonNode)p)]) };
        }
        else
        {
            _log.AppendLine(line);
        }
        return null;
    }

    private JsonObject? Record(JsonNode told)
    {
        var headers = told["headers"]?.AsArray().Select(h => h!.GetValue<string>()).Chunk(2).Select(h => KeyValuePair.Create(h[0], (JsonNode?)h[1]));
        var record = new JsonObject
        {
            ["event"] = "record",
            ["topic"] = told["topic"]!.GetValue<string>(),
            ["partition"] = told["partition"]!.GetValue<int>(),
            ["offset"] = told["offset"]!.GetValue<long>(),
            ["key"] = told["key"]?.GetValue<string>(),
            ["value"] = told["payload"]?.GetValue<string>(),
            ["headers"] = new JsonObject(headers ?? []),
        };
        if (mode == Mode.Group)
        {
            return record;
        }
        _count++;
        _crc.Append(Encoding.UTF8.GetBytes(told["payload"]?.GetValue<string>() ?? ""));
        if (_count <= 1000)
        {
            _records.Add((JsonNode)record);
        }
        return null;
    }

    private JsonObject Ended(int exitCode)
    {
        if (exitCode != 0 && !(mode == Mode.Group && _log.ToString().Contains("terminating", StringComparison.OrdinalIgnoreCase)))
        {
            return new JsonObject { ["event"] = "failed", ["message"] = $"exit code {exitCode}: {_log}", ["error"] = KcatErrors.CodeOf(_log.ToString()) };
        }
        if (mode == Mode.List)
        {
            var seen = _records[0]!;
            return new JsonObject
            {
                ["event"] = "end",
                ["brokers"] = new JsonArray([.. seen["brokers"]!.AsArray().Select(b => b!["id"]!.GetValue<int>()).Order().Select(id => (JsonNode)id)]),
                ["topics"] = new JsonObject(seen["topics"]!.AsArray().Select(t => KeyValuePair.Create(t!["topic"]!.GetValue<string>(), (JsonNode?)t["partitions"]!.AsArray().Count))),
            };
        }
        return new JsonObject { ["event"] = "end", ["count"] = _count, ["crc"] = _crc.GetCurrentHashAsUInt32(), ["records"] = _count <= 1000 ? _records.DeepClone() : new JsonArray() };
    }

    // Eager: "rebalanced (memberid X): assigned: t [0]" or "revoked"; cooperative: "rebalanced: incremental assignment of 1 partition(s) (...): t [0]".
    [GeneratedRegex(@"^% Group .* rebalanced.*: (?:incremental )?(?:(?<taken>revoke|unassign)|assign)\w*(?: of .*\))?: *(?<partitions>.*)$")]
    private static partial Regex Rebalance();

    [GeneratedRegex(@"(\S+) \[(\d+)\]")]
    private static partial Regex Place();
}
