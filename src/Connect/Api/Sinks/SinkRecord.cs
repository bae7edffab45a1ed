using System.Globalization;

namespace Ms2Lab.Connect.Api;

/// <summary>A record read from Kafka on its way to a sink task; transforms may change it, its original coordinates stay.</summary>
public sealed class SinkRecord : ConnectRecord
{
    /// <summary>A record at its coordinates; the original ones are the same unless given.</summary>
    public SinkRecord(
        string? topic, int? partition, Schema? keySchema, object? key, Schema? valueSchema, object? value, long kafkaOffset,
        long? timestamp = null, TimestampType timestampType = TimestampType.NoTimestampType, IEnumerable<Header>? headers = null,
        string? originalTopic = null, int? originalKafkaPartition = null, long? originalKafkaOffset = null)
        : base(topic, partition, keySchema, key, valueSchema, value, timestamp, headers)
    {
        KafkaOffset = kafkaOffset;
        TimestampType = timestampType;
        OriginalTopic = originalTopic ?? topic;
        OriginalKafkaPartition = originalKafkaPartition ?? partition;
        OriginalKafkaOffset = originalKafkaOffset ?? kafkaOffset;
    }

    /// <summary>The offset in its partition.</summary>
    public long KafkaOffset { get; }

    /// <summary>Who set the timestamp.</summary>
    public TimestampType TimestampType { get; }

    /// <summary>The topic before transforms.</summary>
    public string? OriginalTopic { get; }

    /// <summary>The partition before transforms.</summary>
    public int? OriginalKafkaPartition { get; }

    /// <summary>The offset before transforms.</summary>
    public long OriginalKafkaOffset { get; }

    /// <inheritdoc/>
    public override SinkRecord NewRecord(
        string? topic, int? kafkaPartition, Schema? keySchema, object? key, Schema? valueSchema, object? value, long? timestamp,
        IEnumerable<Header>? headers = null) =>
        new(topic, kafkaPartition, keySchema, key, valueSchema, value, KafkaOffset, timestamp, TimestampType,
            headers ?? Headers.Duplicate(), OriginalTopic, OriginalKafkaPartition, OriginalKafkaOffset);

    /// <summary>The text of Connect's sink record.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"SinkRecord{{kafkaOffset={KafkaOffset}, timestampType={TimestampTypeName}, originalTopic={OriginalTopic}, originalKafkaPartition={OriginalKafkaPartition}, originalKafkaOffset={OriginalKafkaOffset}}} {base.ToString()}");

    private string TimestampTypeName => TimestampType switch
    {
        TimestampType.CreateTime => "CreateTime",
        TimestampType.LogAppendTime => "LogAppendTime",
        _ => "NoTimestampType",
    };
}
