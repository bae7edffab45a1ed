namespace Ms2Lab.Connect.Api;

/// <summary>What travels between a connector and Kafka: topic, partition, key, value, timestamp and headers. Immutable but for its headers.</summary>
public abstract class ConnectRecord
{
    /// <summary>Takes the parts as they are.</summary>
    protected ConnectRecord(
        string? topic, int? kafkaPartition, Schema? keySchema, object? key, Schema? valueSchema, object? value, long? timestamp,
        IEnumerable<Header>? headers)
    {
        Topic = topic;
        KafkaPartition = kafkaPartition;
        KeySchema = keySchema;
        Key = key;
        ValueSchema = valueSchema;
        Value = value;
        Timestamp = timestamp;
        Headers = headers as ConnectHeaders ?? new ConnectHeaders(headers);
    }

    /// <summary>The topic; null only if a connector gave none.</summary>
    public string? Topic { get; }

    /// <summary>The partition, or null to have it chosen.</summary>
    public int? KafkaPartition { get; }

    /// <summary>The key's schema, or null.</summary>
    public Schema? KeySchema { get; }

    /// <summary>The key, or null.</summary>
    public object? Key { get; }

    /// <summary>The value's schema, or null.</summary>
    public Schema? ValueSchema { get; }

    /// <summary>The value; null is a tombstone.</summary>
    public object? Value { get; }

    /// <summary>Milliseconds since the epoch, or null.</summary>
    public long? Timestamp { get; }

    /// <summary>The headers.</summary>
    public ConnectHeaders Headers { get; }

    /// <summary>A record of the same kind and origin with other parts; the headers are this record's if none are given.</summary>
    public abstract ConnectRecord NewRecord(
        string? topic, int? kafkaPartition, Schema? keySchema, object? key, Schema? valueSchema, object? value, long? timestamp,
        IEnumerable<Header>? headers = null);

    /// <summary>The text of Connect's record, values included.</summary>
    public override string ToString() =>
        $"ConnectRecord{{topic='{Topic}', kafkaPartition={JavaText.Of(KafkaPartition)}, key={JavaText.Of(Key)}, "
        + $"keySchema={JavaText.Of(KeySchema)}, value={JavaText.Of(Value)}, valueSchema={JavaText.Of(ValueSchema)}, "
        + $"timestamp={JavaText.Of(Timestamp)}, headers={Headers}}}";
}
