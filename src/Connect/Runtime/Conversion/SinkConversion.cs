using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Runtime.Errors;
using Ms2Lab.Kafka.Client.Consuming;

namespace Ms2Lab.Connect.Runtime.Conversion;

/// <summary>A consumed record's way to the task: key, value and header converter, then the transforms; each step under the connector's error settings.</summary>
internal sealed class SinkConversion(
    Plugin<IConverter> key, Plugin<IConverter> value, Plugin<IHeaderConverter> header, IReadOnlyList<TransformationStage> stages, ErrorOperator<ConsumerRecord> errors)
{
    /// <summary>The record for the task; null where a transform dropped it or a tolerated failure skips it.</summary>
    public async ValueTask<SinkRecord?> ConvertAsync(ConsumerRecord record, CancellationToken cancellation)
    {
        var headers = RawHeaders(record);
        var convertedKey = SchemaAndValue.Null;
        var convertedValue = SchemaAndValue.Null;
        var convertedHeaders = new ConnectHeaders();
        if (!await errors.RunAsync(() => convertedKey = key.Instance.ToConnectData(record.Topic, headers, record.Key), Stage.KeyConverter, () => key.ClassName, record, cancellation).ConfigureAwait(false)
            || !await errors.RunAsync(() => convertedValue = value.Instance.ToConnectData(record.Topic, headers, record.Value), Stage.ValueConverter, () => value.ClassName, record, cancellation).ConfigureAwait(false)
            || !await errors.RunAsync(() => convertedHeaders = Headers(record), Stage.HeaderConverter, () => header.ClassName, record, cancellation).ConfigureAwait(false))
        {
            return null;
        }
        var sinkRecord = new SinkRecord(
            record.Topic, record.Partition, convertedKey.Schema, convertedKey.Value, convertedValue.Schema, convertedValue.Value, record.Offset,
            Timestamp(record), TimestampTypeOf(record), convertedHeaders);
        return await TransformAsync(sinkRecord, record, cancellation).ConfigureAwait(false);
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

    private ConnectHeaders Headers(ConsumerRecord record)
    {
        var converted = new ConnectHeaders();
        foreach (var raw in record.Headers)
        {
            var (schema, data) = header.Instance.ToConnectHeader(record.Topic, raw.Key, ValueOf(raw));
            converted.Add(raw.Key, schema, data);
        }
        return converted;
    }

    private static ConnectHeaders RawHeaders(ConsumerRecord record)
    {
        var raw = new ConnectHeaders();
        foreach (var one in record.Headers)
        {
            raw.Add(one.Key, Schema.OptionalBytesSchema, ValueOf(one));
        }
        return raw;
    }

    private static byte[]? ValueOf(Ms2Lab.Kafka.Protocol.Records.RecordHeader raw) => raw.Value?.ToArray();

    // -1 means that the record has no timestamp; other negative ones are refused by the record itself.
    private static long? Timestamp(ConsumerRecord record) => record.Timestamp == -1 ? null : record.Timestamp;

    private static TimestampType TimestampTypeOf(ConsumerRecord record) => record.Timestamp == -1
        ? TimestampType.NoTimestampType
        : record.TimestampType == Ms2Lab.Kafka.Protocol.Records.TimestampType.LogAppendTime ? TimestampType.LogAppendTime : TimestampType.CreateTime;
}
