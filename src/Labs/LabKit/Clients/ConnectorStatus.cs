namespace Ms2Lab.Labs.LabKit.Clients;

/// <summary>What <c>GET /connectors/NAME/status</c> answers.</summary>
/// <param name="Name">The connector.</param>
/// <param name="State">RUNNING, PAUSED, STOPPED, UNASSIGNED, RESTARTING or FAILED.</param>
/// <param name="WorkerId">Host and port of the worker that holds the connector.</param>
/// <param name="Trace">Why the connector failed, or null.</param>
/// <param name="Tasks">Its tasks.</param>
public sealed record ConnectorStatus(string Name, string State, string WorkerId, string? Trace, IReadOnlyList<TaskStatus> Tasks)
{
    /// <summary>Whether the connector and each of its tasks, one at least, are RUNNING.</summary>
    public bool IsRunning => State == "RUNNING" && Tasks.Count > 0 && Tasks.All(t => t.State == "RUNNING");

    /// <summary>The first task that is FAILED, or null.</summary>
    public TaskStatus? FailedTask => Tasks.FirstOrDefault(t => t.State == "FAILED");

    /// <summary>One line: states, and the telling line of the first failure.</summary>
    public string Describe()
    {
        var tasks = Tasks.Count == 0 ? "no task yet" : string.Join(", ", Tasks.Select(t => $"task {t.Id} {t.State}"));
        var cause = TraceText.Cause(FailedTask?.Trace ?? Trace);
        return $"connector {Name} {State}, {tasks}" + (cause is null ? "" : $": {cause}");
    }
}
