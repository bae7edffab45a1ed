using System.Text;
using System.Text.Json.Nodes;
using Confluent.Kafka;

namespace Ms2Lab.KafkaClients.Tests.Clients;

/// <content>Verbs with transactions.</content>
public sealed partial class ConfluentDotNet
{
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
}
