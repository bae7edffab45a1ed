using Ms2Lab.Labs.LabKit.Submissions;

namespace Ms2Lab.Labs.LabKit.Connectors;

/// <summary>Actions that are carried by a connector configuration.</summary>
public static class ConnectorActions
{
    /// <summary>The artifact: the configuration of the sink that reads a topic.</summary>
    public static Artifact Configuration(string topic) =>
        new($"connector configuration for topic {topic} (JSON)", submission => ConnectorFiles.ForTopic(submission, topic).File);

    /// <summary>The artifact: the configuration of the source whose topics begin with a prefix.</summary>
    public static Artifact SourceConfiguration(string prefix) =>
        new($"source connector configuration with topic.prefix {prefix} (JSON)", submission => ConnectorFiles.ForPrefix(submission, prefix).File);

    /// <summary>The action: creates the sink from the submission's configuration for a topic, pointed at the environment's servers.</summary>
    /// <param name="connector">Name under which it runs, whatever the file says.</param>
    /// <param name="topic">The topic by which its configuration is found.</param>
    public static Func<LabContext, CancellationToken, Task> Deploy(string connector, string topic) =>
        Deploy(connector, submission => ConnectorFiles.ForTopic(submission, topic));

    /// <summary>The action: creates the source from the submission's configuration with a prefix, pointed at the environment's servers.</summary>
    /// <param name="connector">Name under which it runs, whatever the file says.</param>
    /// <param name="prefix">The prefix of topics by which its configuration is found.</param>
    public static Func<LabContext, CancellationToken, Task> DeploySource(string connector, string prefix) =>
        Deploy(connector, submission => ConnectorFiles.ForPrefix(submission, prefix));

    private static Func<LabContext, CancellationToken, Task> Deploy(string connector, Func<Submission, ConnectorFile> find) => async (context, cancellation) =>
    {
        var file = find(context.Submission);
        var answer = await context.Connect.PutAsync(connector, ConnectorAddresses.Adapt(file.Config, context.Endpoints), cancellation);
        if (!answer.IsSuccess)
        {
            context.Note(RefusalOf(connector), answer.Message);
        }
    };

    /// <summary>Under which name a refusal is noted.</summary>
    public static string RefusalOf(string connector) => $"refusal of connector {connector}";
}
