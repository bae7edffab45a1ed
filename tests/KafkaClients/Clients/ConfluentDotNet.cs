using System.Globalization;
using System.IO.Hashing;
using System.Text;
using System.Text.Json.Nodes;
using Confluent.Kafka;

namespace Ms2Lab.KafkaClients.Tests.Clients;

/// <summary>Confluent.Kafka with the librdkafka of its package, in this process.</summary>
public sealed class ConfluentDotNet : ClientDriver
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <inheritdoc/>
    public override Task<ClientRun> StartAsync(string bootstrap, string verb, JsonObject arguments)
    {
        // As a program would read them: a parsed number is of every CLR type that holds it.
        arguments = JsonNode.Parse(arguments.ToJsonString())!.AsObject();
        Action<InProcessRun> work = verb switch
        {
            "list" => run => List(run, Config(bootstrap, arguments)),
            "produce" => run => Produce(run, Config(bootstrap, arguments), arguments),
            "pump" => run => Pump(run, Config(bootstrap, arguments), arguments),
            "consume" => run => Consume(run, Config(bootstrap, arguments), arguments),
            "group" => run => Group(run, Config(bootstrap, arguments), arguments),
            "transact" => run => Transact(run, Config(bootstrap, arguments), arguments),
            "transform" => run => Transform(run, Config(bootstrap, arguments), arguments),
            "admin" => run => ConfluentAdmin.RunAsync(run, Config(bootstrap, arguments), arguments).GetAwaiter().GetResult(),
            _ => throw new ArgumentOutOfRangeException(nameof(verb), verb, "unknown verb"),
        };
        return Task.FromResult<ClientRun>(new InProcessRun(work));
    }

    /// <summary>Kafka's number where the broker said it, else the library's own word.</summary>
    internal static JsonNode CodeOf(Error error) => (int)error.Code > 0 ? (int)error.Code : error.Code.ToString();

    private static Dictionary<string, string> Config(string bootstrap, JsonObject a)
    {
        var config = new Dictionary<string, string> { ["bootstrap.servers"] = bootstrap };
        if (a["security"]?["username"] is { } user)
        {
            (config["security.protocol"], config["sasl.mechanism"]) = ("SASL_PLAINTEXT", "PLAIN");
            (config["sasl.username"], config["sasl.password"]) = (user.GetValue<string>(), Text(a["security"]!, "password", ""));
        }
        if (a["security"]?["ca"] is { } authority)
        {
            (config["security.protocol"], config["ssl.ca.location"]) = ("SSL", authority.GetValue<string>());
        }
        return config;
    }

    private static void List(InProcessRun run, Dictionary<string, string> config)
    {
        using var admin = new AdminClientBuilder(config).Build();
        var seen = admin.GetMetadata(TimeSpan.FromSeconds(10));
        run.Emit("end", new JsonObject
        {
            ["brokers"] = Array(seen.Brokers.Select(b => b.BrokerId).Order().Select(id => (JsonNode)id)),
            ["topics"] = new JsonObject(seen.Topics.Select(t => KeyValuePair.Create(t.Topic, (JsonNode?)t.Partitions.Count))),
        });
    }

    private static void Produce(InProcessRun run, Dictionary<string, string> config, JsonObject a)
    {
        using var producer = Producer(config, new Dictionary<string, string>
        {
            ["acks"] = Text(a, "acks", "all"),
            ["compression.type"] = Text(a, "compression", "none"),
            ["enable.idempotence"] = a["idempotent"]?.GetValue<bool>() == true ? "true" : "false",
            ["message.max.bytes"] = Number(a, "limit", 1_000_000),
            ["message.timeout.ms"] = Number(a, "timeout", 60_000),
            ["linger.ms"] = "20",
            ["queue.buffering.max.messages"] = "1000000",
        });
        var (delivered, offsets, errors) = (0, new JsonArray(), new JsonArray());
        var size = a["size"]?.GetValue<int>() ?? 0;
        var generated = Enumerable.Range(0, a["count"]?.GetValue<int>() ?? 0)
            .Select(i => new Message<byte[]?, byte[]?> { Value = Encoding.UTF8.GetBytes($"{i:00000000}".PadRight(size, 'x')) });
        var records = a["records"] is JsonArray given ? given.Select(MessageOf!) : generated;
        var partition = new TopicPartition(Text(a, "topic", ""), a["partition"]?.GetValue<int>() ?? Partition.Any);
        foreach (var record in records)
        {
            producer.Produce(partition, record, report =>
            {
                if (report.Error.IsError)
                {
                    errors.Add(CodeOf(report.Error));
                    return;
                }
                delivered++;
                if (a.ContainsKey("records"))
                {
                    offsets.Add((JsonNode)report.Offset.Value);
                }
            });
        }
        producer.Flush(Limit);
        run.Emit("end", new JsonObject { ["delivered"] = delivered, ["offsets"] = offsets, ["errors"] = errors });
    }

    private static void Pump(InProcessRun run, Dictionary<string, string> config, JsonObject a)
    {
        using var producer = Producer(config, new Dictionary<string, string>
        {
            ["enable.idempotence"] = a["idempotent"]?.GetValue<bool>() == true ? "true" : "false",
            ["linger.ms"] = "0",
        });
        var (count, errors) = (0, new JsonArray());
        for (var sent = 0; !run.Heard("stop"); sent++)
        {
            producer.Produce(Text(a, "topic", ""), new() { Value = Encoding.UTF8.GetBytes(sent.ToString(CultureInfo.InvariantCulture)) }, report =>
            {
                if (report.Error.IsError)
                {
                    errors.Add(CodeOf(report.Error));
                }
                else
                {
                    count++;
                }
            });
            producer.Poll(TimeSpan.FromMilliseconds(10));
        }
        producer.Flush(Limit);
        run.Emit("end", new JsonObject { ["count"] = count, ["errors"] = errors });
    }

    private static void Consume(InProcessRun run, Dictionary<string, string> config, JsonObject a)
    {
        using var consumer = Consumer(config, new Dictionary<string, string>
        {
            ["enable.partition.eof"] = "true",
            ["isolation.level"] = Text(a, "isolation", "read_uncommitted"),
            ["auto.offset.reset"] = Text(a, "reset", "error"),
            ["fetch.wait.max.ms"] = Number(a, "wait", 500),
            ["fetch.min.bytes"] = Number(a, "min_bytes", 1),
        });
        var place = new TopicPartition(Text(a, "topic", ""), a["partition"]?.GetValue<int>() ?? 0);
        consumer.Assign(new TopicPartitionOffset(place, Start(consumer, place, a["from"])));
        run.Emit("ready", []);
        var (count, crc, records) = (0, new Crc32(), new JsonArray());
        while (count < (a["count"]?.GetValue<int>() ?? int.MaxValue))
        {
            var result = consumer.Consume(Limit) ?? throw new TimeoutException($"nothing came for {Limit.TotalSeconds} s after {count} records");
            if (!result.IsPartitionEOF)
            {
                count++;
                crc.Append(result.Message.Value ?? []);
                if (count <= 1000)
                {
                    records.Add(RecordOf(result));
                }
            }
            else if (a["until_end"]?.GetValue<bool>() == true)
            {
                break;
            }
        }
        consumer.Close();
        run.Emit("end", new JsonObject { ["count"] = count, ["crc"] = crc.GetCurrentHashAsUInt32(), ["records"] = count <= 1000 ? records : [] });
    }

    private static void Group(InProcessRun run, Dictionary<string, string> config, JsonObject a)
    {
        var cooperative = Text(a, "protocol", "range") == "cooperative-sticky";
        var settings = new Dictionary<string, string>(config)
        {
            ["group.id"] = Text(a, "group", ""),
            ["auto.offset.reset"] = "earliest",
            ["enable.auto.commit"] = "false",
            ["session.timeout.ms"] = Number(a, "session", 10_000),
            ["heartbeat.interval.ms"] = Number(a, "heartbeat", 500),
            ["partition.assignment.strategy"] = Text(a, "protocol", "range"),
            ["topic.metadata.refresh.interval.ms"] = "1000",
        };
        if (a["instance"] is { } instance)
        {
            settings["group.instance.id"] = instance.GetValue<string>();
        }
        var owned = new SortedSet<string>(StringComparer.Ordinal);
        void Show() => run.Emit("assigned", new JsonObject { ["partitions"] = Array(owned.Select(p => (JsonNode)p)) });
        using var consumer = new ConsumerBuilder<byte[]?, byte[]?>(settings)
            .SetPartitionsAssignedHandler((_, partitions) =>
            {
                owned.UnionWith(partitions.Select(p => $"{p.Topic}-{p.Partition.Value}"));
                Show();
            })
            .SetPartitionsRevokedHandler((_, partitions) =>
            {
                owned.ExceptWith(partitions.Select(p => $"{p.Topic}-{p.Partition.Value}"));
                if (cooperative)
                {
                    Show();
                }
            }).Build();
        consumer.Subscribe(a["topics"]!.AsArray().Select(t => t!.GetValue<string>()));
        while (!run.Heard("close"))
        {
            if (consumer.Consume(TimeSpan.FromMilliseconds(50)) is { } result)
            {
                var record = RecordOf(result);
                (record["topic"], record["partition"]) = (result.Topic, result.Partition.Value);
                run.Emit("record", record);
                try
                {
                    consumer.Commit(result);
                }
                catch (KafkaException e)
                {
                    run.Emit("refused", new JsonObject { ["error"] = CodeOf(e.Error) });
                }
            }
        }
        if (!run.IsKilled)
        {
            consumer.Close();
        }
        run.Emit("end", []);
    }

    private static void Transact(InProcessRun run, Dictionary<string, string> config, JsonObject a)
    {
        var (producers, results) = (new Dictionary<string, IProducer<byte[]?, byte[]?>>(), new JsonArray());
        foreach (var step in a["steps"]!.AsArray().Select(s => s!.AsObject()))
        {
            try
            {
                Take(step, Text(step, "with", ""));
                results.Add((JsonNode)"ok");
            }
            catch (KafkaException e)
            {
                results.Add(CodeOf(e.Error));
            }
        }
        foreach (var producer in producers.Values)
        {
            producer.Dispose();
        }
        run.Emit("end", new JsonObject { ["results"] = results });

        void Take(JsonObject step, string with)
        {
            switch (Text(step, "do", ""))
            {
                case "init":
                    producers[with] = Producer(config, new Dictionary<string, string> { ["transactional.id"] = Text(step, "id", ""), ["transaction.timeout.ms"] = Number(a, "timeout", 60_000) });
                    producers[with].InitTransactions(Limit);
                    break;
                case "begin":
                    producers[with].BeginTransaction();
                    break;
                case "send":
                    Error? failed = null;
                    producers[with].Produce(
                        new TopicPartition(Text(a, "topic", ""), 0),
                        new Message<byte[]?, byte[]?> { Value = Encoding.UTF8.GetBytes(Text(step, "value", "")) },
                        report => failed = report.Error.IsError ? report.Error : null);
                    producers[with].Flush(Limit);
                    if (failed is not null)
                    {
                        throw new KafkaException(failed);
                    }
                    break;
                case "commit":
                    producers[with].CommitTransaction(Limit);
                    break;
                default:
                    producers[with].AbortTransaction(Limit);
                    break;
            }
        }
    }

    private static void Transform(InProcessRun run, Dictionary<string, string> config, JsonObject a)
    {
        using var consumer = Consumer(config, new Dictionary<string, string>
        {
            ["group.id"] = Text(a, "group", ""),
            ["auto.offset.reset"] = "earliest",
            ["isolation.level"] = "read_committed",
        });
        using var producer = Producer(config, new Dictionary<string, string> { ["transactional.id"] = Text(a, "id", "") });
        consumer.Subscribe(Text(a, "source", ""));
        var records = Enumerable.Range(0, a["count"]!.GetValue<int>()).Select(_ => consumer.Consume(Limit) ?? throw new TimeoutException("too few records")).ToList();
        producer.InitTransactions(Limit);
        producer.BeginTransaction();
        foreach (var record in records)
        {
            producer.Produce(Text(a, "target", ""), new() { Value = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(record.Message.Value!).ToUpperInvariant()) });
        }
        producer.SendOffsetsToTransaction(consumer.Assignment.Select(p => new TopicPartitionOffset(p, consumer.Position(p))), consumer.ConsumerGroupMetadata, Limit);
        producer.Flush(Limit);
        run.Emit("prepared", []);
        run.Wait("commit");
        producer.CommitTransaction(Limit);
        consumer.Close();
        run.Emit("end", []);
    }

    private static IProducer<byte[]?, byte[]?> Producer(Dictionary<string, string> config, Dictionary<string, string> more) =>
        new ProducerBuilder<byte[]?, byte[]?>(config.Concat(more)).Build();

    private static IConsumer<byte[]?, byte[]?> Consumer(Dictionary<string, string> config, Dictionary<string, string> more)
    {
        var defaults = new Dictionary<string, string> { ["group.id"] = "unused", ["enable.auto.commit"] = "false" };
        return new ConsumerBuilder<byte[]?, byte[]?>(config.Concat(defaults.Where(d => !more.ContainsKey(d.Key))).Concat(more)).Build();
    }

    // The end is that of now, so that "ready" means something.
    private static Offset Start(IConsumer<byte[]?, byte[]?> consumer, TopicPartition place, JsonNode? from) => from switch
    {
        JsonObject at when at["timestamp"] is { } time => consumer.OffsetsForTimes([new TopicPartitionTimestamp(place, new Timestamp(time.GetValue<long>(), TimestampType.CreateTime))], Limit)[0].Offset,
        JsonObject at => at["offset"]!.GetValue<long>(),
        JsonValue word when word.GetValue<string>() == "end" => consumer.QueryWatermarkOffsets(place, Limit).High,
        _ => Offset.Beginning,
    };

    private static Message<byte[]?, byte[]?> MessageOf(JsonNode record)
    {
        var message = new Message<byte[]?, byte[]?> { Key = Bytes(record["key"]), Value = Bytes(record["value"]), Headers = [] };
        foreach (var (name, value) in record["headers"]?.AsObject() ?? [])
        {
            message.Headers.Add(name, Bytes(value));
        }
        return message;
    }

    private static JsonObject RecordOf(ConsumeResult<byte[]?, byte[]?> result) => new()
    {
        ["offset"] = result.Offset.Value,
        ["key"] = result.Message.Key is { } key ? Encoding.UTF8.GetString(key) : null,
        ["value"] = result.Message.Value is { } value ? Encoding.UTF8.GetString(value) : null,
        ["headers"] = new JsonObject(result.Message.Headers.Select(h => KeyValuePair.Create(h.Key, (JsonNode?)Encoding.UTF8.GetString(h.GetValueBytes())))),
    };

    private static byte[]? Bytes(JsonNode? text) => text is null ? null : Encoding.UTF8.GetBytes(text.GetValue<string>());

    private static string Text(JsonNode a, string name, string otherwise) => a[name]?.GetValue<string>() ?? otherwise;

    private static string Number(JsonObject a, string name, int otherwise) => (a[name]?.GetValue<int>() ?? otherwise).ToString(CultureInfo.InvariantCulture);

    private static JsonArray Array(IEnumerable<JsonNode> items) => new([.. items]);
}
