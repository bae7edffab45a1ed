using Ms2Lab.Connect.Runtime.Configs;
using Ms2Lab.Connect.Runtime.Rest;

namespace Ms2Lab.Connect.Runtime.Herders;

/// <summary>
/// Collects what the config topic's reading loop tells until the herder's loop takes it, and wakes that up. One lock guards it.
/// </summary>
/// <param name="known">The configurations that the herder works with, which may be older than the topic's.</param>
/// <param name="keys">Hears of new session keys at once, as requests are checked outside the loop.</param>
/// <param name="loggers">Hears of log levels for the whole group.</param>
/// <param name="wake">Has the loop look.</param>
internal sealed class ConfigUpdates(Func<ClusterConfig> known, SessionKeys keys, WorkerLoggers loggers, Action wake) : IConfigListener
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, RestartRequest> _restarts = new(StringComparer.Ordinal);
    private Changes _changes = new();

    /// <summary>Whether the next turn of the loop asks for a rebalance, so that assignments are about to be out of date.</summary>
    public bool IsRebalanceNeeded
    {
        get
        {
            lock (_lock)
            {
                return _changes.NeedsRebalance;
            }
        }
    }

    /// <summary>What has come since the last call.</summary>
    public Changes Take()
    {
        lock (_lock)
        {
            var taken = _changes;
            _changes = new Changes();
            return taken;
        }
    }

    /// <summary>Restarts that wait, one a connector: the one that reaches furthest.</summary>
    public IReadOnlyList<RestartRequest> TakeRestarts()
    {
        lock (_lock)
        {
            List<RestartRequest> taken = [.. _restarts.Values];
            _restarts.Clear();
            return taken;
        }
    }

    // Connectors that come or go change the group's work; others are only started anew where they run.
    public void ConnectorRemoved(string connector) => Change(c => Note(c, connector, isNews: known().Contains(connector)));

    public void ConnectorUpdated(string connector) => Change(c => Note(c, connector, isNews: !known().Contains(connector)));

    public void TasksCommitted(string connector, IReadOnlyCollection<int> tasks) => Change(c =>
    {
        c.NeedsRebalance = true;
        if (tasks.Count > 0)
        {
            c.TaskConnectors.Add(connector);
        }
    });

    public void TargetStateChanged(string connector) => Change(c => c.Targets.Add(connector));

    public void SessionKeyChanged(SessionKey key) => keys.Learn(key);

    public void LoggerLevelSet(string logger, string level) => loggers.Set(logger, level);

    public void RestartRequested(RestartRequest request)
    {
        lock (_lock)
        {
            if (!_restarts.TryGetValue(request.Connector, out var waiting) || request.Reach > waiting.Reach)
            {
                _restarts[request.Connector] = request;
            }
        }
        wake();
    }

    private static void Note(Changes changes, string connector, bool isNews)
    {
        if (isNews)
        {
            changes.NeedsRebalance = true;
        }
        else
        {
            changes.Connectors.Add(connector);
        }
    }

    private void Change(Action<Changes> change)
    {
        lock (_lock)
        {
            change(_changes);
        }
        wake();
    }

    /// <summary>What the herder has to react to.</summary>
    internal sealed class Changes
    {
        /// <summary>The group's work has changed.</summary>
        public bool NeedsRebalance { get; set; }

        /// <summary>Connectors whose configuration is another.</summary>
        public HashSet<string> Connectors { get; } = new(StringComparer.Ordinal);

        /// <summary>Connectors whose tasks have new configurations.</summary>
        public HashSet<string> TaskConnectors { get; } = new(StringComparer.Ordinal);

        /// <summary>Connectors whose wanted state is another.</summary>
        public HashSet<string> Targets { get; } = new(StringComparer.Ordinal);

        public bool IsEmpty => !NeedsRebalance && Connectors.Count == 0 && TaskConnectors.Count == 0 && Targets.Count == 0;
    }
}
