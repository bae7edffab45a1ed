using System.Globalization;
using System.Text;
using Ms2Lab.Connect.Api;
using Ms2Lab.Kafka.Client;
using Ms2Lab.Kafka.Client.Consuming;
using Ms2Lab.Kafka.Client.Producing;
using Ms2Lab.Kafka.Protocol.Records;

namespace Ms2Lab.Connect.Runtime.Errors;

/// <summary>Sends failed records of a sink, as they were consumed, to a topic of their own; optionally with ten headers that say what went wrong (KIP-298).</summary>
internal sealed class DeadLetterQueue(KafkaClient client, KafkaProducer producer, ErrorSettings settings, string connector, int task) : IErrorReporter<ConsumerRecord>
{
    private const string Prefix = "__connect.errors.";

    private Task _lastTaken = Task.CompletedTask;

    public async Task ReportAsync(FailedRecord<ConsumerRecord> failed)
    {
        var consumed = failed.Origin;
        var headers = settings.DeadLetterHeaders ? [.. consumed.Headers, .. Context(failed)] : consumed.Headers;
        var letter = new ProducerRecord(settings.DeadLetterTopic!, null, consumed.Key, consumed.Value)
        {
            Timestamp = consumed.Timestamp < 0 ? null : consumed.Timestamp,
            Headers = headers,
        };
        var taken = TakeAsync(_lastTaken, letter);
        _lastTaken = taken;
        await (await taken.ConfigureAwait(false)).ConfigureAwait(false);
    }

    // Several records may be reported before the first is sent; the producer takes them one after the other, so that they keep their order.
    private async Task<Task> TakeAsync(Task previous, ProducerRecord letter)
    {
        await previous.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return await producer.SendAsync(letter).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await producer.DisposeAsync().ConfigureAwait(false);
        await client.DisposeAsync().ConfigureAwait(false);
    }

    private IEnumerable<RecordHeader> Context(FailedRecord<ConsumerRecord> failed)
    {
        var consumed = failed.Origin;
        yield return Header("topic", consumed.Topic);
        yield return Header("partition", consumed.Partition.ToString(CultureInfo.InvariantCulture));
        yield return Header("offset", consumed.Offset.ToString(CultureInfo.InvariantCulture));
        yield return Header("connector.name", connector);
        yield return Header("task.id", task.ToString(CultureInfo.InvariantCulture));
        yield return Header("stage", failed.Stage);
        yield return Header("class.name", failed.ExecutingClass);
        yield return Header("exception.class.name", JavaTrace.NameOf(failed.Error));
        yield return Header("exception.message", JavaTrace.MessageOf(failed.Error));
        yield return Header("exception.stacktrace", JavaTrace.Of(failed.Error));
    }

    private static RecordHeader Header(string name, string? text) => new(Prefix + name, text is null ? null : (ReadOnlyMemory<byte>?)Encoding.UTF8.GetBytes(text));
}
