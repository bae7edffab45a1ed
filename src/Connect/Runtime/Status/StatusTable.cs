using Ms2Lab.Connect.Runtime.Rest;
using Ms2Lab.Kafka.Client.Consuming;

namespace Ms2Lab.Connect.Runtime.Status;

/// <summary>
/// The last status of every connector and task and the topics that connectors use, as far as the status topic has been read. Written by the topic's
/// reading loop, read by anybody; one lock guards it.
/// </summary>
internal sealed class StatusTable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, StatusEntry> _connectors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedDictionary<int, StatusEntry>> _tasks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _topics = new(StringComparer.Ordinal);

    /// <summary>Names of the connectors that have a status.</summary>
    public IReadOnlyList<string> Connectors
    {
        get
        {
            lock (_lock)
            {
                return [.. _connectors.Keys];
            }
        }
    }

    public StatusEntry? Connector(string connector)
    {
        lock (_lock)
        {
            return _connectors.GetValueOrDefault(connector);
        }
    }

    public StatusEntry? Task(ConnectorTaskId task)
    {
        lock (_lock)
        {
            return _tasks.GetValueOrDefault(task.Connector)?.GetValueOrDefault(task.Task);
        }
    }

    /// <summary>Statuses of a connector's tasks, ordered by number.</summary>
    public IReadOnlyList<(int Task, StatusEntry Status)> Tasks(string connector)
    {
        lock (_lock)
        {
            return _tasks.TryGetValue(connector, out var tasks) ? [.. tasks.Select(t => (t.Key, t.Value))] : [];
        }
    }

    public bool HasTopic(string connector, string topic)
    {
        lock (_lock)
        {
            return _topics.TryGetValue(connector, out var topics) && topics.Contains(topic);
        }
    }

    public IReadOnlyList<string> Topics(string connector)
    {
        lock (_lock)
        {
            return _topics.TryGetValue(connector, out var topics) ? [.. topics] : [];
        }
    }

    public void Take(ConsumerRecord record)
    {
        var key = record.Key is null ? "" : System.Text.Encoding.UTF8.GetString(record.Key);
        lock (_lock)
        {
            if (key.StartsWith(StatusKeys.ConnectorPrefix, StringComparison.Ordinal))
            {
                TakeConnector(key[StatusKeys.ConnectorPrefix.Length..], record.Value);
            }
            else if (key.StartsWith(StatusKeys.TaskPrefix, StringComparison.Ordinal) && StatusKeys.TaskOf(key) is { } task)
            {
                TakeTask(task, record.Value);
            }
            else if (key.StartsWith(StatusKeys.TopicPrefix, StringComparison.Ordinal) && StatusKeys.TopicOf(key) is { } topic)
            {
                TakeTopic(topic.Connector, topic.Topic, record.Value);
            }
        }
    }

    private void TakeConnector(string connector, byte[]? value)
    {
        if (value is null)
        {
            _connectors.Remove(connector);
            _tasks.Remove(connector);
        }
        else if (StatusJson.Read(value) is { } status)
        {
            _connectors[connector] = status;
        }
    }

    private void TakeTask(ConnectorTaskId task, byte[]? value)
    {
        if (value is null)
        {
            if (_tasks.TryGetValue(task.Connector, out var known) && known.Remove(task.Task) && known.Count == 0)
            {
                _tasks.Remove(task.Connector);
            }
            return;
        }
        if (StatusJson.Read(value) is not { } status)
        {
            return;
        }
        if (!_tasks.TryGetValue(task.Connector, out var tasks))
        {
            _tasks[task.Connector] = tasks = [];
        }
        // A worker that has lost the task says so late, when another one runs it already.
        if (status.State == State.Unassigned && tasks.GetValueOrDefault(task.Task) is { State: State.Running } running && running.Generation >= status.Generation)
        {
            return;
        }
        tasks[task.Task] = status;
    }

    private void TakeTopic(string connector, string topic, byte[]? value)
    {
        if (value is not null)
        {
            (_topics.TryGetValue(connector, out var topics) ? topics : _topics[connector] = new(StringComparer.Ordinal)).Add(topic);
        }
        else if (_topics.TryGetValue(connector, out var known) && known.Remove(topic) && known.Count == 0)
        {
            _topics.Remove(connector);
        }
    }
}
