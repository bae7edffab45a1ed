using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Runtime.Errors;
using Ms2Lab.Kafka.Client.Producing;
using Ms2Lab.Kafka.Protocol.Records;

namespace Ms2Lab.Connect.Runtime.Conversion;

/// <summary>
/// A task's record on its way to Kafka: the transforms, then header, key and value converter, each step under the connector's error settings. Not safe for
/// concurrent use.
/// </summary>
internal sealed class SourceConversion(
    Plugin<IConverter> key, Plugin<IConverter> value, Plugin<IHeaderConverter> header, IReadOnlyList<TransformationStage> stages,
    ErrorOperator<SourceRecord> errors)
{
    /// <summary>The record for the producer; null where a transform dropped it or a tolerated failure skips it.</summary>
    /// <exception cref="ConnectException">A step failed and failures are not tolerated.</exception>
    public async ValueTask<ProducerRecord?> ConvertAsync(SourceRecord record, CancellationToken cancellation)
    {
        if (await TransformAsync(record, cancellation).ConfigureAwait(false) is not { } transformed)
        {
            return null;
        }
        var draft = new Draft(transformed);
        return await StepAsync(Headers, Stage.HeaderConverter, header.ClassName, draft, record, cancellation).ConfigureAwait(false)
            && await StepAsync(Key, Stage.KeyConverter, key.ClassName, draft, record, cancellation).ConfigureAwait(false)
            && await StepAsync(Value, Stage.ValueConverter, value.ClassName, draft, record, cancellation).ConfigureAwait(false)
            ? draft.ToProducerRecord()
            : null;
    }

    /// <summary>Ends the transforms.</summary>
    public void Close()
    {
        foreach (var stage in stages)
        {
            stage.Transformation.Instance.Dispose();
            stage.Predicate?.Instance.Dispose();
        }
    }

    private static void Headers(SourceConversion self, Draft draft)
    {
        draft.Headers = new ConnectHeaders();
        foreach (var one in draft.Record.Headers)
        {
            draft.Headers.Add(one.Key, Schema.OptionalBytesSchema, self.HeaderConverter.FromConnectHeader(draft.Record.Topic!, one.Key, one.Schema, one.Value));
        }
    }

    private static void Key(SourceConversion self, Draft draft) =>
        draft.Key = self.KeyConverter.FromConnectData(draft.Record.Topic!, draft.Headers, draft.Record.KeySchema, draft.Record.Key);

    private static void Value(SourceConversion self, Draft draft) =>
        draft.Value = self.ValueConverter.FromConnectData(draft.Record.Topic!, draft.Headers, draft.Record.ValueSchema, draft.Record.Value);

    private IConverter KeyConverter => key.Instance;

    private IConverter ValueConverter => value.Instance;

    private IHeaderConverter HeaderConverter => header.Instance;

    private async ValueTask<SourceRecord?> TransformAsync(SourceRecord record, CancellationToken cancellation)
    {
        ConnectRecord? current = record;
        foreach (var stage in stages)
        {
            var before = current!;
            if (!await errors.RunAsync(() => current = stage.Apply(before), Stage.Transformation, () => stage.ClassName, record, cancellation).ConfigureAwait(false) || current is null)
            {
                return null;
            }
        }
        return (SourceRecord)current!;
    }

    // The way without failures makes no delegate: every record passes here three times.
    private ValueTask<bool> StepAsync(
        Action<SourceConversion, Draft> step, string stage, string className, Draft draft, SourceRecord record, CancellationToken cancellation)
    {
        try
        {
            step(this, draft);
            return new(true);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return RecoverAsync(e, step, stage, className, draft, record, cancellation);
        }
    }

    private ValueTask<bool> RecoverAsync(
        Exception failure, Action<SourceConversion, Draft> step, string stage, string className, Draft draft, SourceRecord record, CancellationToken cancellation) =>
        errors.RecoverAsync(failure, () => step(this, draft), stage, className, record, cancellation);

    /// <summary>What has been made so far of a record.</summary>
    private sealed class Draft(SourceRecord record)
    {
        private const long NoTimestamp = -1;

        public SourceRecord Record => record;

        /// <summary>The headers as bytes; converters may add to them.</summary>
        public ConnectHeaders Headers { get; set; } = null!;

        public byte[]? Key { get; set; }

        public byte[]? Value { get; set; }

        /// <summary>The record for the producer.</summary>
        /// <exception cref="JavaException">Topic, partition or timestamp are none that Kafka could store.</exception>
        public ProducerRecord ToProducerRecord()
        {
            if (record.Topic is null)
            {
                throw new JavaException("java.lang.IllegalArgumentException", "Topic cannot be null.");
            }
            if (record.KafkaPartition < 0)
            {
                throw new JavaException(
                    "java.lang.IllegalArgumentException", $"Invalid partition: {record.KafkaPartition}. Partition number should always be non-negative or null.");
            }
            if (record.Timestamp < NoTimestamp)
            {
                throw new JavaException("org.apache.kafka.common.InvalidRecordException", $"Invalid record timestamp {record.Timestamp}");
            }
            return new ProducerRecord(record.Topic, record.KafkaPartition, Key, Value)
            {
                Timestamp = record.Timestamp == NoTimestamp ? null : record.Timestamp,
                Headers = Headers.Count == 0 ? [] : [.. Headers.Select(h => new RecordHeader(h.Key, h.Value is byte[] bytes ? (ReadOnlyMemory<byte>?)bytes : null))],
            };
        }
    }
}
