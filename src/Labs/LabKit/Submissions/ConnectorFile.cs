using System.Text.RegularExpressions;

namespace Ms2Lab.Labs.LabKit.Submissions;

/// <summary>A connector configuration of a submission, in Connect's own names.</summary>
/// <param name="File">Where it stands.</param>
/// <param name="Dialect">In which form it was written: <c>REST</c>, <c>bare</c> or <c>Confluent Cloud</c>.</param>
/// <param name="Config">The settings, without <c>name</c>.</param>
public sealed record ConnectorFile(SubmissionFile File, string Dialect, IReadOnlyDictionary<string, string> Config)
{
    /// <summary>The connector's class.</summary>
    public string ConnectorClass => Config["connector.class"];

    /// <summary>Whether the connector reads a topic: named in <c>topics</c>, or matched by <c>topics.regex</c>.</summary>
    public bool Reads(string topic)
    {
        if (Config.TryGetValue("topics", out var topics))
        {
            return topics.Split(',', StringSplitOptions.TrimEntries).Contains(topic, StringComparer.Ordinal);
        }
        return Config.TryGetValue("topics.regex", out var regex) && IsMatch(regex, topic);
    }

    private static bool IsMatch(string regex, string topic)
    {
        try
        {
            return Regex.IsMatch(topic, $"^(?:{regex})$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        }
        catch (Exception e) when (e is ArgumentException or RegexMatchTimeoutException)
        {
            return false; // Connect itself will say what is wrong with it
        }
    }
}
