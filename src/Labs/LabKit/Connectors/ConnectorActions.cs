using Ms2Lab.Labs.LabKit.Submissions;

namespace Ms2Lab.Labs.LabKit.Connectors;

/// <summary>Actions that are carried by a connector configuration.</summary>
public static class ConnectorActions
{
    /// <summary>The artifact: the configuration that reads a topic.</summary>
    public static Artifact Configuration(string topic) =>
        new($"connector configuration for topic {topic} (JSON)", submission => ConnectorFiles.ForTopic(submission, topic).File);

    /// <summary>The action: creates the connector from the submission's configuration for a topic, pointed at the environment's servers.</summary>
    /// <param name="connector">Name under which it runs, whatever the file says.</param>
    /// <param name="topic">The topic by which its configuration is found.</param>
    public static Func<LabContext, CancellationToken, Task> Deploy(string connector, string topic) => async (context, cancellation) =>
    {
        var file = ConnectorFiles.ForTopic(context.Submission, topic);
        var answer = await context.Connect.PutAsync(connector, ConnectorAddresses.Adapt(file.Config, context.Endpoints), cancellation);
        if (!answer.IsSuccess)
        {
            context.Note(RefusalOf(connector), answer.Message);
        }
    };

    /// <summary>Under which name a refusal is noted.</summary>
    public static string RefusalOf(string connector) => $"refusal of connector {connector}";
}
