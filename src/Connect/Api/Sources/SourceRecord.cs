namespace Ms2Lab.Connect.Api;

/// <summary>A record made by a source task, with the position in the source that it stands for.</summary>
public sealed class SourceRecord : ConnectRecord
{
    /// <summary>Takes the parts as they are.</summary>
    public SourceRecord(
        IReadOnlyDictionary<string, object?>? sourcePartition, IReadOnlyDictionary<string, object?>? sourceOffset, string? topic,
        int? partition, Schema? keySchema, object? key, Schema? valueSchema, object? value, long? timestamp = null,
        IEnumerable<Header>? headers = null)
        : base(topic, partition, keySchema, key, valueSchema, value, timestamp, headers)
    {
        SourcePartition = sourcePartition;
        SourceOffset = sourceOffset;
    }

    /// <summary>Which part of the source, for example a table; null if positions are not kept.</summary>
    public IReadOnlyDictionary<string, object?>? SourcePartition { get; }

    /// <summary>The position after this record.</summary>
    public IReadOnlyDictionary<string, object?>? SourceOffset { get; }

    /// <inheritdoc/>
    public override SourceRecord NewRecord(
        string? topic, int? kafkaPartition, Schema? keySchema, object? key, Schema? valueSchema, object? value, long? timestamp,
        IEnumerable<Header>? headers = null) =>
        new(SourcePartition, SourceOffset, topic, kafkaPartition, keySchema, key, valueSchema, value, timestamp,
            headers ?? Headers.Duplicate());

    /// <summary>The text of Connect's source record.</summary>
    public override string ToString() =>
        $"SourceRecord{{sourcePartition={JavaText.Of(SourcePartition)}, sourceOffset={JavaText.Of(SourceOffset)}}} {base.ToString()}";
}
