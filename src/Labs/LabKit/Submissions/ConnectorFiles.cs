using System.Text.Json;

namespace Ms2Lab.Labs.LabKit.Submissions;

/// <summary>Finds connector configurations: any JSON with a connector class, in the form of Connect's REST interface, as a bare map, or with Confluent Cloud's names.</summary>
public static class ConnectorFiles
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>The one configuration of a sink that reads a topic.</summary>
    /// <exception cref="ArtifactException">There is none, there are two, or a connector file is not JSON.</exception>
    public static ConnectorFile ForTopic(Submission submission, string topic) =>
        One(submission, topic, c => c.Reads(topic), $"\"topics\": \"{topic}\"", $"Add one for topic {topic}, or correct its \"topics\".");

    /// <summary>The one configuration of a source whose topics begin with a prefix.</summary>
    /// <exception cref="ArtifactException">There is none, there are two, or a connector file is not JSON.</exception>
    public static ConnectorFile ForPrefix(Submission submission, string prefix) =>
        One(submission, prefix, c => c.Config.GetValueOrDefault("topic.prefix") == prefix, $"\"topic.prefix\": \"{prefix}\"", $"Add one with that prefix, or correct its \"topic.prefix\".");

    private static ConnectorFile One(Submission submission, string name, Func<ConnectorFile, bool> isIt, string setting, string next)
    {
        ArgumentNullException.ThrowIfNull(submission);
        var all = All(submission, file => file.Text.Contains($"\"{name}\"", StringComparison.Ordinal));
        var found = all.Where(isIt).ToList();
        var wanted = $"one connector configuration (JSON) with {setting}";
        return found switch
        {
            [var one] => one,
            [] when all.Count == 0 => throw new ArtifactException(wanted, "no file with a \"connector.class\"", "Add the connector's JSON, as you send it to Connect."),
            [] => throw new ArtifactException(wanted, $"connectors for {string.Join("; ", all.Select(Topics))}", next),
            _ => throw new ArtifactException(wanted, $"{found.Count}: {string.Join(", ", found.Select(c => c.File.Path))}", "Hand in only the one that counts."),
        };
    }

    // A file that cannot be read matters only to the step whose topic it names: one mistake is punished once.
    private static List<ConnectorFile> All(Submission submission, Func<SubmissionFile, bool> matters) =>
        [.. submission.TextFiles(".json", ".txt", ".config").Where(f => f.Text.Contains("connector.class", StringComparison.Ordinal)).Select(f => Read(f, matters)).OfType<ConnectorFile>()];

    private static ConnectorFile? Read(SubmissionFile file, Func<SubmissionFile, bool> matters)
    {
        try
        {
            using var document = JsonDocument.Parse(file.Text, Strict);
            var root = document.RootElement;
            var isRest = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("config", out var inner) && inner.ValueKind == JsonValueKind.Object;
            var map = isRest ? root.GetProperty("config") : root;
            if (map.ValueKind != JsonValueKind.Object || !map.TryGetProperty("connector.class", out _))
            {
                return null;
            }
            var config = map.EnumerateObject().Where(p => p.Name != "name").ToDictionary(p => p.Name, p => Scalar(file, p), StringComparer.Ordinal);
            return CloudNames.IsCloud(config) ? new(file, "Confluent Cloud", CloudNames.Translate(config, file)) : new(file, isRest ? "REST" : "bare", config);
        }
        catch (JsonException) when (Path.GetExtension(file.Path) != ".json" || !matters(file))
        {
            return null; // prose that mentions a connector class, or another step's file
        }
        catch (JsonException e)
        {
            throw new ArtifactException("a connector configuration in JSON", $"{file.Path}, line {e.LineNumber + 1}: {Words(file, e)}", "Mend the file: `python3 -m json.tool FILE` shows the same place.");
        }
    }

    private static string Scalar(SubmissionFile file, JsonProperty property) => property.Value.ValueKind switch
    {
        JsonValueKind.String => property.Value.GetString()!,
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => property.Value.GetRawText(),
        var kind => throw new ArtifactException("text as the value of each setting", $"{file.Path}: \"{property.Name}\" is {kind.ToString().ToLowerInvariant()}", "Write the value as text in quotes."),
    };

    private static string Words(SubmissionFile file, JsonException error)
    {
        var line = file.Text.Split('\n').ElementAtOrDefault((int)(error.LineNumber ?? 0))?.TrimStart() ?? "";
        return line.Contains("//", StringComparison.Ordinal) || line.StartsWith('#') || line.Contains("/*", StringComparison.Ordinal)
            ? "a comment, which JSON does not have"
            : error.Message.Split(" LineNumber:")[0].TrimEnd('.');
    }

    private static string Topics(ConnectorFile connector) =>
        $"{connector.Config.GetValueOrDefault("topics") ?? connector.Config.GetValueOrDefault("topics.regex") ?? connector.Config.GetValueOrDefault("topic.prefix") ?? "no topic"} ({connector.File.Path})";
}
