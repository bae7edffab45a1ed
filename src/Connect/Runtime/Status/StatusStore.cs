using System.Collections.Concurrent;
using System.Text;
using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Runtime.Rest;
using Ms2Lab.Connect.Runtime.Workers;
using Ms2Lab.Kafka.Client;
using Ms2Lab.Kafka.Client.Logs;

namespace Ms2Lab.Connect.Runtime.Status;

/// <summary>
/// Says in the status topic what becomes of connectors and tasks, and knows what all workers have said. Writing does not wait; what is written is seen
/// when it has been read back. UNASSIGNED and FAILED are dropped if another worker has written in a later generation. Safe for use from several threads.
/// </summary>
internal sealed class StatusStore : IAsyncDisposable
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentDictionary<string, long> _sequences = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Task, bool> _sending = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly TopicLog _topic;
    private readonly TimeProvider _time;
    private readonly WorkerLog _log;
    private volatile int _generation;

    public StatusStore(KafkaClient client, TopicLogOptions options, WorkerLog log)
    {
        _time = client.Options.Time;
        _log = log;
        _topic = new TopicLog(client, options, Known.Take);
    }

    /// <summary>What has been said by all workers.</summary>
    public StatusTable Known { get; } = new();

    /// <summary>Generation of the group that statuses are written in from now on.</summary>
    public int Generation
    {
        get => _generation;
        set => _generation = value;
    }

    /// <summary>Creates or checks the topic and reads it to its end.</summary>
    /// <exception cref="ConfigException">The topic is not compacted.</exception>
    public async Task StartAsync(CancellationToken cancellation)
    {
        try
        {
            await _topic.StartAsync(cancellation).ConfigureAwait(false);
        }
        catch (CleanupPolicyException e)
        {
            throw StorageTopics.NotCompacted(e, "status.storage.topic", "connector and task statuses");
        }
    }

    public void Put(string connector, ConnectorState state) =>
        Put(StatusKeys.Of(connector), Known.Connector(connector), new StatusEntry(state.State, state.Trace, state.WorkerId, _generation, state.Version));

    public void Put(ConnectorTaskId task, TaskStateInfo state) =>
        Put(StatusKeys.Of(task), Known.Task(task), new StatusEntry(state.State, state.Trace, state.WorkerId, _generation, state.Version));

    /// <summary>The task is no longer configured.</summary>
    public void RemoveTask(ConnectorTaskId task) => Send(StatusKeys.Of(task), null);

    /// <summary>The connector is no longer configured.</summary>
    public void Remove(string connector)
    {
        foreach (var (task, _) in Known.Tasks(connector))
        {
            RemoveTask(new ConnectorTaskId(connector, task));
        }
        Send(StatusKeys.Of(connector), null);
    }

    /// <summary>A task uses a topic; written the first time and after the topics were forgotten.</summary>
    public void SawTopic(ConnectorTaskId task, string topic)
    {
        var key = StatusKeys.Of(task.Connector, topic);
        if (!Known.HasTopic(task.Connector, topic) && !_sequences.ContainsKey(key))
        {
            Send(key, StatusJson.Of(task, topic, _time.GetUtcNow()));
        }
    }

    public void ForgetTopics(string connector)
    {
        foreach (var topic in Known.Topics(connector))
        {
            Send(StatusKeys.Of(connector, topic), null);
        }
    }

    /// <summary>Waits until everything said so far is written or has failed.</summary>
    public Task FlushAsync() => Task.WhenAll(_sending.Keys);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _topic.DisposeAsync().ConfigureAwait(false);
        await FlushAsync().ConfigureAwait(false);
        _stop.Dispose();
    }

    private void Put(string key, StatusEntry? last, StatusEntry status)
    {
        var isSafe = status.State is State.Unassigned or State.Failed;
        if (!isSafe || last?.MayBeFollowedBy(status) != false)
        {
            Send(key, StatusJson.Of(status));
        }
    }

    private void Send(string key, byte[]? value)
    {
        var sequence = _sequences.AddOrUpdate(key, 1, (_, last) => last + 1);
        var sending = SendAsync(key, value, sequence);
        if (!sending.IsCompleted)
        {
            _sending[sending] = true;
            _ = sending.ContinueWith(s => _sending.TryRemove(s, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    // Tried again until it is written or a later status of the same thing is on its way.
    private async Task SendAsync(string key, byte[]? value, long sequence)
    {
        try
        {
            while (true)
            {
                try
                {
                    await _topic.AppendAsync(Encoding.UTF8.GetBytes(key), value, cancellation: _stop.Token).ConfigureAwait(false);
                    break;
                }
                catch (KafkaException e) when (e.IsRetriable && _sequences.GetValueOrDefault(key) == sequence)
                {
                    await Task.Delay(RetryPause, _time, _stop.Token).ConfigureAwait(false);
                }
            }
        }
        catch (Exception e) when (e is KafkaException or OperationCanceledException or InvalidOperationException)
        {
            _log.Write(TaskLogLevel.Error, $"Failed to write status update {key}: {e.Message}");
        }
        // A key is forgotten with its last write, so that deleted connectors leave nothing behind.
        _sequences.TryRemove(KeyValuePair.Create(key, sequence));
    }
}
