namespace Ms2Lab.Labs.LabKit.Clients;

/// <summary>A record of a topic as bytes.</summary>
/// <param name="Partition">Its partition.</param>
/// <param name="Offset">Its offset.</param>
/// <param name="Key">Its key, or null.</param>
/// <param name="Value">Its value, or null.</param>
/// <param name="Headers">Its headers as UTF-8 text; of several with one name the last.</param>
public sealed record TopicRecord(int Partition, long Offset, byte[]? Key, byte[]? Value, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>The value as UTF-8 text, or null.</summary>
    public string? Text => Value is null ? null : System.Text.Encoding.UTF8.GetString(Value);
}
