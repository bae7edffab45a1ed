using System.Globalization;
using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Workers;

/// <content>The configurations that a connector makes for its tasks.</content>
internal sealed partial class Worker
{
    /// <summary>Asks a running connector for its tasks' configurations, as they are to be stored.</summary>
    /// <param name="name">The connector, whose object is here.</param>
    /// <param name="raw">Its configuration as sent.</param>
    /// <exception cref="TooManyTasksException">It makes more than tasks.max allows.</exception>
    public async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> TaskConfigsAsync(string name, IReadOnlyDictionary<string, string?> raw)
    {
        var running = _connectors[name];
        var texts = Fitted(raw);
        var config = variables.Resolve(texts);
        var most = MostTasks(config);
        var made = await running.TaskConfigsAsync(most).ConfigureAwait(false);
        if (made.Count > most && EnforcesMostTasks(config))
        {
            var error = new TooManyTasksException(name, made.Count, most);
            running.RaiseError(error);
            throw error;
        }
        return [.. made.Select(c => TaskConfig(running.Connector, texts, c))];
    }

    private static int MostTasks(Dictionary<string, string> config) => int.Parse(config.GetValueOrDefault("tasks.max", "1").Trim(), CultureInfo.InvariantCulture);

    private static bool EnforcesMostTasks(Dictionary<string, string> config) =>
        !string.Equals(config.GetValueOrDefault("tasks.max.enforce", "true").Trim(), "false", StringComparison.OrdinalIgnoreCase);

    // What the user wrote with a variable is kept with it, so that no secret is shown or stored.
    private static Dictionary<string, string> TaskConfig(Connector connector, Dictionary<string, string> config, IReadOnlyDictionary<string, string> made)
    {
        var task = made.ToDictionary(
            g => g.Key, g => config.TryGetValue(g.Key, out var raw) && ConfigVariables.IsIn(raw) ? raw : g.Value, StringComparer.Ordinal);
        task["task.class"] = connector.TaskClass;
        foreach (var topics in (string[])["topics", "topics.regex"])
        {
            if (connector is SinkConnector && config.TryGetValue(topics, out var value))
            {
                task[topics] = value;
            }
        }
        return task;
    }
}
