using Ms2Lab.Connect.Api;
using Ms2Lab.Schemas.Registry;

namespace Ms2Lab.Connect.SchemaConverters.Serdes;

/// <summary>Names the subject of a topic's keys or values, as the setting <c>(key|value).subject.name.strategy</c> says.</summary>
internal sealed class SubjectNames(string strategy, bool isKey, RegistryClient client)
{
    internal const string Package = "io.confluent.kafka.serializers.subject.";

    internal const string Default = Package + "AssociatedNameStrategy";

    /// <summary>The strategies there are, by their simple names.</summary>
    internal static readonly string[] Known = ["AssociatedNameStrategy", "TopicNameStrategy", "RecordNameStrategy", "TopicRecordNameStrategy"];

    /// <summary>The subject; the strategies by record need the name of one.</summary>
    /// <exception cref="JavaException">There is no name and the strategy needs one, or the registry cannot be asked.</exception>
    internal string Of(string topic, string? record) => strategy[(strategy.LastIndexOf('.') + 1)..] switch
    {
        "RecordNameStrategy" => RecordName(record),
        "TopicRecordNameStrategy" => $"{topic}-{RecordName(record)}",
        "AssociatedNameStrategy" => Associated(topic) ?? TopicName(topic),
        _ => TopicName(topic),
    };

    /// <summary>Whether the subject depends on the schema.</summary>
    internal bool NeedsSchema => strategy.EndsWith("RecordNameStrategy", StringComparison.Ordinal);

    private string TopicName(string topic) => topic + (isKey ? "-key" : "-value");

    private string? Associated(string topic)
    {
        try
        {
            return client.AssociatedSubject(topic, isKey ? "key" : "value");
        }
        catch (RegistryClientException e)
        {
            throw SerdeFault.OfRegistry("Error retrieving associated subject name", e);
        }
    }

    private string RecordName(string? record)
    {
        var part = isKey ? "key" : "value";
        return record ?? throw new JavaException(
            SerdeFault.Serialization,
            $"In configuration {part}.subject.name.strategy = {strategy}, the message {part} must only be a record schema");
    }
}
