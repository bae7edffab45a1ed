using System.IO.Hashing;
using System.Text;
using System.Text.Json.Nodes;
using Confluent.Kafka;

namespace Ms2Lab.KafkaClients.Tests.Clients;

/// <content>Verbs that consume, alone and in groups.</content>
public sealed partial class ConfluentDotNet
{
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

    private static JsonObject RecordOf(ConsumeResult<byte[]?, byte[]?> result) => new()
    {
        ["offset"] = result.Offset.Value,
        ["key"] = result.Message.Key is { } key ? Encoding.UTF8.GetString(key) : null,
        ["value"] = result.Message.Value is { } value ? Encoding.UTF8.GetString(value) : null,
        ["headers"] = new JsonObject(result.Message.Headers.Select(h => KeyValuePair.Create(h.Key, (JsonNode?)Encoding.UTF8.GetString(h.GetValueBytes())))),
    };
}
