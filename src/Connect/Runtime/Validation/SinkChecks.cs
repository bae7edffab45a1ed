using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Validation;

/// <summary>What settings of a sink connector must say together (reference: SinkConnectorConfig.validate, DistributedHerder).</summary>
internal static class SinkChecks
{
    private const string GroupId = "consumer.override.group.id";

    /// <summary>Adds the errors to the values.</summary>
    public static void Run(IReadOnlyDictionary<string, string> props, Dictionary<string, ConfigValue> values, string workerGroupId)
    {
        var list = props.GetValueOrDefault("topics");
        var regex = props.GetValueOrDefault("topics.regex");
        if (string.IsNullOrWhiteSpace(list) == string.IsNullOrWhiteSpace(regex))
        {
            var text = string.IsNullOrWhiteSpace(list)
                ? "Must configure one of topics or topics.regex"
                : "topics and topics.regex are mutually exclusive options, but both are set.";
            values["topics"].AddErrorMessage(text);
            values["topics.regex"].AddErrorMessage(text);
        }
        DeadLetters(props, values, list, regex);
        Group(props, values, workerGroupId);
    }

    private static void DeadLetters(IReadOnlyDictionary<string, string> props, Dictionary<string, ConfigValue> values, string? list, string? regex)
    {
        var topic = props.GetValueOrDefault("errors.deadletterqueue.topic.name")?.Trim();
        if (string.IsNullOrEmpty(topic))
        {
            return;
        }
        var topics = (list ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct().ToList();
        if (topics.Contains(topic))
        {
            values["topics"].AddErrorMessage(
                $"The DLQ topic '{topic}' may not be included in the list of topics ('topics=[{string.Join(", ", topics)}]') consumed by the connector");
        }
        var readable = !string.IsNullOrWhiteSpace(regex) && values["topics.regex"].Value is not null && Pattern(regex) is { } pattern && pattern.IsMatch(topic);
        if (readable)
        {
            values["topics.regex"].AddErrorMessage(
                $"The DLQ topic '{topic}' may not be matched by the regex for the topics ('topics.regex={regex}') consumed by the connector");
        }
    }

    private static JavaRegex? Pattern(string regex)
    {
        try
        {
            return JavaRegex.Compile(regex);
        }
        catch (JavaException)
        {
            // The setting's own validator has said so.
            return null;
        }
    }

    private static void Group(IReadOnlyDictionary<string, string> props, Dictionary<string, ConfigValue> values, string workerGroupId)
    {
        if (props.TryGetValue(GroupId, out var group))
        {
            values.TryAdd(GroupId, new ConfigValue(GroupId, group));
            if (group == workerGroupId)
            {
                values[GroupId].AddErrorMessage($"Consumer group {group} conflicts with Connect worker group {workerGroupId}");
            }
        }
        else if (workerGroupId == $"connect-{values["name"].Value}")
        {
            values["name"].AddErrorMessage(
                $"Consumer group for sink connector named {values["name"].Value} conflicts with Connect worker group {workerGroupId}");
        }
    }
}
