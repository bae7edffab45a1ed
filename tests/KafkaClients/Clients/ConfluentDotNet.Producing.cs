using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Confluent.Kafka;

namespace Ms2Lab.KafkaClients.Tests.Clients;

/// <content>Verbs that produce.</content>
public sealed partial class ConfluentDotNet
{
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

    private static IProducer<byte[]?, byte[]?> Producer(Dictionary<string, string> config, Dictionary<string, string> more) =>
        new ProducerBuilder<byte[]?, byte[]?>(config.Concat(more)).Build();

    private static Message<byte[]?, byte[]?> MessageOf(JsonNode record)
    {
        var message = new Message<byte[]?, byte[]?> { Key = Bytes(record["key"]), Value = Bytes(record["value"]), Headers = [] };
        foreach (var (name, value) in record["headers"]?.AsObject() ?? [])
        {
            message.Headers.Add(name, Bytes(value));
        }
        return message;
    }
}
