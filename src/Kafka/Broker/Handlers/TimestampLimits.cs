using Ms2Lab.Kafka.Broker.Configs;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;
using Ms2Lab.Kafka.Protocol.Records;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>
/// How far records' times may lie before and after now (<c>message.timestamp.before.max.ms</c>, <c>.after.max.ms</c>), for topics that keep
/// the producers' times. A batch whose header says that all is well is not opened.
/// </summary>
internal static class TimestampLimits
{
    private const long NoTimestamp = -1;

    public static RecordRejection? Refusal(TopicSettings settings, RecordBatch batch, long now)
    {
        var earliest = settings.TimestampBeforeMaxMs >= now ? 0 : now - settings.TimestampBeforeMaxMs;
        var latest = settings.TimestampAfterMaxMs > long.MaxValue - now ? long.MaxValue : now + settings.TimestampAfterMaxMs;
        if (settings.IsLogAppendTime && batch.TimestampType == TimestampType.LogAppendTime)
        {
            return Rejection([.. batch.ToList().Index().Select(r => new ProduceResponse.BatchIndexAndErrorMessage
            {
                BatchIndex = r.Index,
                BatchIndexErrorMessage = $"Invalid timestamp type in message DefaultRecord(offset={r.Item.Offset}, timestamp={r.Item.Timestamp}, key={r.Item.Key?.Length ?? 0} bytes, value={r.Item.Value?.Length ?? 0} bytes). Producer should not set timestamp type to LogAppendTime.",
            })]);
        }

        if (settings.IsLogAppendTime || (earliest == 0 && batch.MaxTimestamp <= latest))
        {
            return null;
        }

        var errors = new List<ProduceResponse.BatchIndexAndErrorMessage>();
        var index = 0;
        foreach (var record in batch)
        {
            if (record.Timestamp != NoTimestamp && (record.Timestamp < earliest || record.Timestamp > latest))
            {
                var text = $"Timestamp {record.Timestamp} of message with offset {record.Offset} is out of range. The timestamp should be within [{earliest}, {latest}]";
                errors.Add(new() { BatchIndex = index, BatchIndexErrorMessage = text });
            }

            index++;
        }

        return errors.Count == 0 ? null : Rejection(errors);
    }

    private static RecordRejection Rejection(List<ProduceResponse.BatchIndexAndErrorMessage> errors) =>
        new(ErrorCode.InvalidTimestamp) { Records = errors, Message = "One or more records have been rejected due to invalid timestamp" };
}
