using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Runtime.Herders;
using Ms2Lab.Kafka.Client.Consuming;

namespace Ms2Lab.Connect.Runtime.Configs;

/// <summary>
/// Reads the config topic record by record into a <see cref="ClusterConfig"/>. Task configurations wait for the commit record that names their number;
/// a commit that is not covered by them marks the connector inconsistent. Owned by the topic's reading loop; the snapshot may be read by anybody.
/// </summary>
internal sealed class ConfigTable(IConfigListener listener, WorkerLog log)
{
    private readonly Dictionary<string, Dictionary<int, IReadOnlyDictionary<string, string>>> _deferred = new(StringComparer.Ordinal);
    private volatile ClusterConfig _current = ClusterConfig.Empty;
    private long _offset = ClusterConfig.Empty.Offset;

    public ClusterConfig Current => _current;

    /// <summary>Whether changes are told to the listener: since the end has been reached for the first time.</summary>
    public bool IsLive { get; set; }

    public void Take(ConsumerRecord record)
    {
        if (record.Key is null || !TryParse(record.Value, out var value))
        {
            log.Write(TaskLogLevel.Error, $"Failed to convert config data to Kafka Connect format at offset {record.Offset}; the record is ignored.");
            return;
        }
        using (value)
        {
            _offset = record.Offset + 1;
            Take(Encoding.UTF8.GetString(record.Key), value?.RootElement);
            Publish(_current);
        }
    }

    // The prefixes in the order of the real worker, as some begin like others.
    private void Take(string key, JsonElement? value)
    {
        if (After(key, ConfigKeys.TargetState) is { } target)
        {
            TakeTarget(target, value);
        }
        else if (After(key, ConfigKeys.Connector) is { } connector)
        {
            TakeConnector(connector, value);
        }
        else if (After(key, ConfigKeys.Task) is not null)
        {
            TakeTask(key, value);
        }
        else if (After(key, ConfigKeys.Commit) is { } commit)
        {
            TakeCommit(commit, value);
        }
        else if (After(key, ConfigKeys.Restart) is { } restart)
        {
            TakeRestart(restart, value);
        }
        else if (After(key, ConfigKeys.TaskCount) is { } counted)
        {
            TakeTaskCount(counted, value);
        }
        else if (key == ConfigKeys.SessionKey)
        {
            TakeKey(value);
        }
        else if (After(key, ConfigKeys.Logger) is { } logger && IsLive && value is { } level && ConfigJson.TextOf(level, "level") is { } name)
        {
            listener.LoggerLevelSet(logger, name);
        }
    }

    private void TakeTarget(string connector, JsonElement? value)
    {
        var entry = Entry(connector);
        if (value is null)
        {
            Put(connector, entry with { Target = entry.Config is null ? null : TargetState.Started });
            return;
        }
        if (ConfigJson.ReadTarget(value.Value) is not { } state)
        {
            log.Write(TaskLogLevel.Error, $"Invalid target state for connector '{connector}'; the record is ignored.");
            return;
        }
        var isChanged = entry.Target != state;
        Put(connector, entry with { Target = state });
        if (IsLive && isChanged && entry.Config is not null)
        {
            listener.TargetStateChanged(connector);
        }
    }

    private void TakeConnector(string connector, JsonElement? value)
    {
        if (value is null)
        {
            Remove(connector);
            if (IsLive)
            {
                listener.ConnectorRemoved(connector);
            }
            return;
        }
        if (ConfigJson.ReadProperties(value.Value) is not { } properties)
        {
            log.Write(TaskLogLevel.Error, $"Invalid data for config of connector '{connector}'; the record is ignored.");
            return;
        }
        var entry = Entry(connector);
        Put(connector, entry with { Config = properties, Target = entry.Target ?? TargetState.Started });
        if (IsLive)
        {
            listener.ConnectorUpdated(connector);
        }
    }

    private void TakeTask(string key, JsonElement? value)
    {
        if (ConfigKeys.TaskOf(key) is not { } task || value is null || ConfigJson.ReadProperties(value.Value) is not { } properties)
        {
            log.Write(TaskLogLevel.Error, $"Ignoring the task configuration {key}, which is none.");
            return;
        }
        if (!_deferred.TryGetValue(task.Connector, out var deferred))
        {
            _deferred[task.Connector] = deferred = [];
        }
        deferred[task.Task] = properties.ToDictionary(p => p.Key, p => p.Value ?? "", StringComparer.Ordinal);
    }

    private void TakeCommit(string connector, JsonElement? value)
    {
        var entry = Entry(connector);
        if (entry.Config is null)
        {
            // Deleted, and compaction has left only the records of its tasks.
            Remove(connector);
            return;
        }
        if (value is null || ConfigJson.ReadCommit(value.Value) is not { } count)
        {
            log.Write(TaskLogLevel.Error, $"Ignoring the commit of the tasks of connector '{connector}', which is none.");
            return;
        }
        _deferred.Remove(connector, out var deferred);
        var updated = deferred ?? [];
        if (Enumerable.Range(0, count).All(updated.ContainsKey))
        {
            entry = entry with
            {
                TaskConfigs = entry.TaskConfigs.SetItems(updated), Applied = entry.Config, IsInconsistent = false, TaskGeneration = _offset,
            };
        }
        else
        {
            entry = entry with { IsInconsistent = true };
            updated = [];
        }
        Put(connector, entry with { TaskCount = count, NeedsFencing = true });
        if (IsLive)
        {
            listener.TasksCommitted(connector, [.. updated.Keys]);
        }
    }

    private void TakeRestart(string connector, JsonElement? value)
    {
        if (IsLive && value is { ValueKind: JsonValueKind.Object } request)
        {
            listener.RestartRequested(ConfigJson.ReadRestart(connector, request));
        }
    }

    private void TakeTaskCount(string connector, JsonElement? value)
    {
        if (value is null || ConfigJson.ReadTaskCount(value.Value) is not { } count)
        {
            log.Write(TaskLogLevel.Error, $"Ignoring the task count record of connector '{connector}', which is none.");
            return;
        }
        Put(connector, Entry(connector) with { TaskCountRecord = count, NeedsFencing = false });
    }

    private void TakeKey(JsonElement? value)
    {
        if (value is null || ConfigJson.ReadKey(value.Value) is not { } key)
        {
            log.Write(TaskLogLevel.Error, "Ignoring a session key that is none.");
            return;
        }
        Publish(_current with { SessionKey = key });
        if (IsLive)
        {
            listener.SessionKeyChanged(key);
        }
    }

    private ConnectorEntry Entry(string connector) => _current.Entries.GetValueOrDefault(connector, ConnectorEntry.Empty);

    private void Put(string connector, ConnectorEntry entry) => Publish(_current with
    {
        Entries = entry is { Config: null, Target: null, TaskCountRecord: null } ? _current.Entries.Remove(connector) : _current.Entries.SetItem(connector, entry),
    });

    // A record's content and its offset become visible at once: workers of one group take the same offset for the same configurations.
    private void Publish(ClusterConfig config) => _current = config with { Offset = _offset };

    // The count stays: a connector of the same name that comes later fences the tasks of the one that is gone.
    private void Remove(string connector)
    {
        _deferred.Remove(connector);
        var entry = Entry(connector);
        Put(connector, ConnectorEntry.Empty with { Target = entry.Target, TaskCountRecord = entry.TaskCountRecord, NeedsFencing = entry.NeedsFencing });
    }

    private static string? After(string key, string prefix) => key.StartsWith(prefix, StringComparison.Ordinal) ? key[prefix.Length..] : null;

    private static bool TryParse(byte[]? bytes, out JsonDocument? value)
    {
        value = null;
        if (bytes is null)
        {
            return true;
        }
        try
        {
            value = JsonDocument.Parse(bytes);
            return value.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
