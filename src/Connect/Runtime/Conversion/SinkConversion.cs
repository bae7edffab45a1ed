using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Runtime.Errors;
using Ms2Lab.Kafka.Client.Consuming;
using RecordHeader = Ms2Lab.Kafka.Protocol.Records.RecordHeader;

namespace Ms2Lab.Connect.Runtime.Conversion;

/// <summary>
/// A consumed record's way to the task: key, value and header converter, then the transforms; each step under the connector's error settings. Not safe for
/// concurrent use.
/// </summary>
internal sealed class SinkConversion(
    Plugin<IConverter> key, Plugin<IConverter> value, Plugin<IHeaderConverter> header, IReadOnlyList<TransformationStage> stages, ErrorOperator<ConsumerRecord> errors)
{
    /// <summary>The record for the task; null where a transform dropped it or a tolerated failure skips it.</summary>
    /// <exception cref="ConnectException">A step failed and failures are not tolerated.</exception>
    public async ValueTask<SinkRecord?> ConvertAsync(ConsumerRecord record, CancellationToken cancellation)
    {
        var draft = new Draft(record);
        return await StepAsync(Key, Stage.KeyConverter, key.ClassName, draft, cancellation).ConfigureAwait(false)
            && await StepAsync(Value, Stage.ValueConverter, value.ClassName, draft, cancellation).ConfigureAwait(false)
            && await StepAsync(Headers, Stage.HeaderConverter, header.ClassName, draft, cancellation).ConfigureAwait(false)
            ? await TransformAsync(draft.ToSinkRecord(), record, cancellation).ConfigureAwait(false)
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

    private async ValueTask<SinkRecord?> TransformAsync(SinkRecord record, ConsumerRecord consumed, CancellationToken cancellation)
    {
        if (stages.Count == 0)
        {
            return record;
        }
        ConnectRecord? current = record;
        foreach (var stage in stages)
        {
            var before = current!;
            if (!await errors.RunAsync(() => current = stage.Apply(before), Stage.Transformation, () => stage.ClassName, consumed, cancellation).ConfigureAwait(false) || current is null)
            {
                return null;
            }
        }
        return (SinkRecord)current!;
    }

    private static void Key(SinkConversion self, Draft draft) =>
        draft.Key = self.KeyConverter.ToConnectData(draft.Record.Topic, draft.RawHeaders, draft.Record.Key);

    private static void Value(SinkConversion self, Draft draft) =>
        draft.Value = self.ValueConverter.ToConnectData(draft.Record.Topic, draft.RawHeaders, draft.Record.Value);

    private static void Headers(SinkConversion self, Draft draft)
    {
        draft.Headers = new ConnectHeaders();
        foreach (var raw in draft.Record.Headers)
        {
            var (schema, data) = self.HeaderConverter.ToConnectHeader(draft.Record.Topic, raw.Key, Draft.ValueOf(raw));
            draft.Headers.Add(raw.Key, schema, data);
        }
    }

    private IConverter KeyConverter => key.Instance;

    private IConverter ValueConverter => value.Instance;

    private IHeaderConverter HeaderConverter => header.Instance;

    // The way without failures makes no delegate: every record passes here three times.
    private ValueTask<bool> StepAsync(Action<SinkConversion, Draft> step, string stage, string className, Draft draft, CancellationToken cancellation)
    {
        try
        {
            step(this, draft);
            return new(true);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return RecoverAsync(e, step, stage, className, draft, cancellation);
        }
    }

    private ValueTask<bool> RecoverAsync(
        Exception failure, Action<SinkConversion, Draft> step, string stage, string className, Draft draft, CancellationToken cancellation) =>
        errors.RecoverAsync(failure, () => step(this, draft), stage, className, draft.Record, cancellation);

    /// <summary>What has been made so far of a record.</summary>
    private sealed class Draft
    {
        private const long NoTimestamp = -1;

        public Draft(ConsumerRecord record)
        {
            Record = record;
            RawHeaders = new ConnectHeaders();
            foreach (var one in record.Headers)
            {
                RawHeaders.Add(one.Key, Schema.OptionalBytesSchema, ValueOf(one));
            }
        }

        public ConsumerRecord Record { get; }

        /// <summary>The headers as converters of key and value see them.</summary>
        public ConnectHeaders RawHeaders { get; }

        public SchemaAndValue Key { get; set; }

        public SchemaAndValue Value { get; set; }

        public ConnectHeaders Headers { get; set; } = null!;

        public static byte[]? ValueOf(RecordHeader raw) => raw.Value?.ToArray();

        /// <summary>The record before its transforms.</summary>
        public SinkRecord ToSinkRecord() => new(
            Record.Topic, Record.Partition, Key.Schema, Key.Value, Value.Schema, Value.Value, Record.Offset, Timestamp, TimestampTypeOf(), Headers);

        // -1 means that the record has no timestamp; other negative ones are refused by the record itself.
        private long? Timestamp => Record.Timestamp == NoTimestamp ? null : Record.Timestamp;

        private TimestampType TimestampTypeOf() => Record.Timestamp == NoTimestamp
            ? TimestampType.NoTimestampType
            : Record.TimestampType == Ms2Lab.Kafka.Protocol.Records.TimestampType.LogAppendTime ? TimestampType.LogAppendTime : TimestampType.CreateTime;
    }
}
