using System.Collections.Concurrent;
using Ms2Lab.Connect.Runtime.Rest;

namespace Ms2Lab.Connect.Runtime.Status;

/// <summary>The last known states of connectors and tasks and the topics they used, in memory. Safe for use from several threads.</summary>
internal sealed class StatusStore
{
    private readonly ConcurrentDictionary<string, ConnectorState> _connectors = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<ConnectorTaskId, TaskStateInfo> _tasks = new();
    private readonly ConcurrentDictionary<(string Connector, string Topic), bool> _topics = new();

    public void Put(string connector, ConnectorState state) => _connectors[connector] = state;

    public void Put(ConnectorTaskId task, TaskStateInfo state) => _tasks[task] = state;

    public ConnectorState? Connector(string connector) => _connectors.GetValueOrDefault(connector);

    public TaskStateInfo? Task(ConnectorTaskId task) => _tasks.GetValueOrDefault(task);

    public IReadOnlyList<TaskStateInfo> Tasks(string connector) =>
        [.. _tasks.Where(t => t.Key.Connector == connector).OrderBy(t => t.Key.Task).Select(t => t.Value)];

    public void RemoveTask(ConnectorTaskId task) => _tasks.TryRemove(task, out _);

    public void Remove(string connector)
    {
        _connectors.TryRemove(connector, out _);
        foreach (var task in _tasks.Keys.Where(t => t.Connector == connector))
        {
            _tasks.TryRemove(task, out _);
        }
        ForgetTopics(connector);
    }

    /// <summary>A task has seen a topic for the first time.</summary>
    public void SawTopic(ConnectorTaskId task, string topic) => _topics.TryAdd((task.Connector, topic), true);

    public IReadOnlyList<string> Topics(string connector) => [.. _topics.Keys.Where(t => t.Connector == connector).Select(t => t.Topic).Order(StringComparer.Ordinal)];

    public void ForgetTopics(string connector)
    {
        foreach (var topic in _topics.Keys.Where(t => t.Connector == connector))
        {
            _topics.TryRemove(topic, out _);
        }
    }
}
