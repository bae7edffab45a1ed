using System.Globalization;
using System.Text.Json.Nodes;
using Ms2Lab.Foreign;

namespace Ms2Lab.KafkaClients.Tests.Clients;

/// <summary>kcat with the librdkafka of Debian: the verbs become command lines, its output becomes events.</summary>
public sealed class Kcat : ClientDriver
{
    private const string NoAdmin = "kcat has no admin commands";
    private const string OneProducer = "a kcat is one producer that lives as long as its input";

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> Lacks { get; } = new Dictionary<string, string>
    {
        [Feature.Administration] = NoAdmin,
        [Feature.Transactions] = OneProducer,
        [Feature.Fencing] = OneProducer,
        [Feature.SendOffsets] = "kcat does not send offsets to transactions",
    };

    /// <inheritdoc/>
    public override async Task<ClientRun> StartAsync(string bootstrap, string verb, JsonObject arguments)
    {
        var set = await ForeignSet.GetAsync("kcat");
        ForeignProgram Start(IEnumerable<string> more) => ForeignProgram.Start(
            // Both outputs as one: positions and rebalances are told on standard error.
            "/bin/sh", ["-c", "exec \"$0\" \"$@\" 2>&1", set.Program("kcat"), "-b", bootstrap, .. Security(arguments), .. more], set.Variables);
        return verb switch
        {
            "list" => new KcatRun(Start(["-L", "-J"]), KcatRun.Mode.List),
            "produce" => await ProduceAsync(Start, arguments),
            "pump" => new KcatPump(Start(["-P", "-E", "-t", Text(arguments, "topic"), .. Idempotence(arguments), "-X", "linger.ms=0"])),
            "consume" => new KcatRun(Start(Consume(arguments, await StartOfAsync(Start, arguments))), KcatRun.Mode.Consume),
            "group" => new KcatRun(Start(Group(arguments)), KcatRun.Mode.Group),
            _ => throw new ArgumentOutOfRangeException(nameof(verb), verb, "kcat has no such verb"),
        };
    }

    private static async Task<ClientRun> ProduceAsync(Func<IEnumerable<string>, ForeignProgram> start, JsonObject a)
    {
        string[] common =
        [
            "-P", "-t", Text(a, "topic"), "-p", Text(a, "partition", "-1"), "-Z", "-z", Text(a, "compression", "none"), .. Idempotence(a),
            "-X", $"acks={Text(a, "acks", "all")}", "-X", $"message.max.bytes={Text(a, "limit", "1000000")}", "-X", $"message.timeout.ms={Text(a, "timeout", "60000")}",
        ];
        if (a["records"] is not JsonArray records)
        {
            var (count, size) = (a["count"]!.GetValue<int>(), a["size"]!.GetValue<int>());
            var lines = string.Join('\n', Enumerable.Range(0, count).Select(i => i.ToString("00000000", CultureInfo.InvariantCulture).PadRight(size, 'x')));
            return await KcatProduced.RunAsync(count, start(common), lines);
        }
        var run = new KcatProduced();
        foreach (var record in records)
        {
            // -Z makes what is empty null; a record with an empty value is sent without it.
            IEnumerable<string> flags = record!["value"]?.GetValue<string>().Length == 0 ? common.Where(f => f != "-Z") : common;
            var headers = (record["headers"]?.AsObject() ?? []).SelectMany(h => (string[])["-H", $"{h.Key}={h.Value}"]);
            await run.AddAsync(1, start([.. flags, "-K", ":", .. headers]), $"{record["key"]}:{record["value"]}\n");
        }
        return run;
    }

    // The end is that of now, so that "ready" means something.
    private static async Task<string> StartOfAsync(Func<IEnumerable<string>, ForeignProgram> start, JsonObject a)
    {
        switch (a["from"])
        {
            case JsonObject at:
                return at["timestamp"] is { } time ? $"s@{time}" : $"{at["offset"]}";
            case { } word when word.GetValue<string>() == "end":
                await using (var query = start(["-Q", "-t", $"{Text(a, "topic")}:{Text(a, "partition", "0")}:-1"]))
                {
                    return (await query.ReadToEndAsync(TestContext.Current.CancellationToken)).Trim().Split(' ')[^1];
                }
            default:
                return "beginning";
        }
    }

    private static List<string> Consume(JsonObject a, string start)
    {
        List<string> command =
        [
            "-C", "-E", "-J", "-u", "-t", Text(a, "topic"), "-p", Text(a, "partition", "0"), "-o", start, "-X", $"isolation.level={Text(a, "isolation", "read_uncommitted")}",
            "-X", $"topic.auto.offset.reset={Text(a, "reset", "error")}", "-X", $"fetch.wait.max.ms={Text(a, "wait", "500")}", "-X", $"fetch.min.bytes={Text(a, "min_bytes", "1")}",
        ];
        command.AddRange(a["count"] is { } count ? ["-c", $"{count}"] : []);
        command.AddRange(a["until_end"]?.GetValue<bool>() == true ? ["-e"] : []);
        return command;
    }

    private static List<string> Group(JsonObject a)
    {
        List<string> command =
        [
            "-G", Text(a, "group"), "-J", "-u", "-X", "auto.offset.reset=earliest", "-X", "auto.commit.interval.ms=100", "-X", $"session.timeout.ms={Text(a, "session")}",
            "-X", $"heartbeat.interval.ms={Text(a, "heartbeat")}", "-X", $"partition.assignment.strategy={Text(a, "protocol", "range")}", "-X", "topic.metadata.refresh.interval.ms=1000",
        ];
        command.AddRange(a["instance"] is { } instance ? ["-X", $"group.instance.id={instance}"] : []);
        command.AddRange(a["topics"]!.AsArray().Select(t => t!.GetValue<string>()));
        return command;
    }

    // With -E it goes on after errors that pass.
    private static string[] Idempotence(JsonObject a) => a["idempotent"]?.GetValue<bool>() == true ? ["-E", "-X", "enable.idempotence=true"] : [];

    private static string[] Security(JsonObject a) => a["security"] switch
    {
        JsonObject s when s["ca"] is { } authority => ["-X", "security.protocol=SSL", "-X", $"ssl.ca.location={authority}"],
        JsonObject s => ["-X", "security.protocol=SASL_PLAINTEXT", "-X", "sasl.mechanism=PLAIN", "-X", $"sasl.username={s["username"]}", "-X", $"sasl.password={s["password"]}"],
        _ => [],
    };

    private static string Text(JsonObject a, string name, string otherwise = "") => a[name]?.ToString() ?? otherwise;
}
