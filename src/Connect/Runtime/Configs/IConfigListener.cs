namespace Ms2Lab.Connect.Runtime.Configs;

/// <summary>Hears what has changed in the config topic since the worker has read it at its start. Called by the topic's reading loop: must not wait.</summary>
internal interface IConfigListener
{
    void ConnectorRemoved(string connector);

    void ConnectorUpdated(string connector);

    /// <summary>Tasks were committed.</summary>
    /// <param name="connector">The connector.</param>
    /// <param name="tasks">Numbers of the tasks whose configuration is new; may be none.</param>
    void TasksCommitted(string connector, IReadOnlyCollection<int> tasks);

    void TargetStateChanged(string connector);

    void SessionKeyChanged(SessionKey key);

    void RestartRequested(RestartRequest request);

    void LoggerLevelSet(string logger, string level);
}
