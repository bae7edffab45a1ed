using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Transforms;

/// <summary><c>TimestampRouter</c>: names the topic after itself and the record's timestamp.</summary>
public sealed class TimestampRouter : ITransformation
{
    private string _topicFormat = "";
    private string _pattern = "";
    private JavaDateFormat? _format;

    /// <inheritdoc/>
    public ConfigDef Config() => new ConfigDef()
        .Define(
            "topic.format", ConfigDefType.String, "${topic}-${timestamp}", Importance.High,
            "The new name, with ${topic} and ${timestamp} for the old name and the time.")
        .Define("timestamp.format", ConfigDefType.String, "yyyyMMdd", Importance.High, "The time's pattern, as of SimpleDateFormat.");

    /// <inheritdoc/>
    public void Configure(IReadOnlyDictionary<string, string> configs)
    {
        var config = Config().Parse(configs);
        _topicFormat = config.RequireString("topic.format");
        _pattern = config.RequireString("timestamp.format");
        _format = null;
    }

    /// <inheritdoc/>
    public ConnectRecord? Apply(ConnectRecord record)
    {
        var timestamp = record.Timestamp ?? throw new DataException($"Timestamp missing on record: {record}");

        // Only the first record tells whether the pattern is valid, as in Connect.
        _format ??= new JavaDateFormat(_pattern);
        var topic = _topicFormat.Replace("${topic}", record.Topic, StringComparison.Ordinal)
            .Replace("${timestamp}", _format.Format(new Instant(timestamp)), StringComparison.Ordinal);
        return record.NewRecord(
            topic, record.KafkaPartition, record.KeySchema, record.Key, record.ValueSchema, record.Value, record.Timestamp);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
