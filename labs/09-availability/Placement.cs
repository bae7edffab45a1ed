using Ms2Lab.Labs.LabKit;

namespace Ms2Lab.Labs;

/// <summary>Where a connector and its tasks are said to be, and in which state.</summary>
/// <param name="Connector">State and worker of the connector, such as <c>RUNNING on 127.0.0.1:8083</c>.</param>
/// <param name="Tasks">The same of each task.</param>
internal sealed record Placement(string Connector, IReadOnlyList<string> Tasks)
{
    /// <summary>Asks the workers; null where the connector has no status.</summary>
    public static async Task<Placement?> LookAsync(LabContext lab, string connector, CancellationToken cancellation)
    {
        var status = await lab.Connect.StatusAsync(connector, cancellation);
        return status is null ? null : new(At(status.State, status.WorkerId), [.. status.Tasks.Select(t => At(t.State, t.WorkerId))]);
    }

    /// <summary>One line.</summary>
    public override string ToString() => $"connector {Connector}, {(Tasks.Count == 0 ? "no task" : string.Join(", ", Tasks.Select((t, i) => $"task {i} {t}")))}";

    private static string At(string state, string worker) => $"{state} on {worker}";
}
