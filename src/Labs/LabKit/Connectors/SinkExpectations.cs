using Ms2Lab.Labs.LabKit.Clients;

namespace Ms2Lab.Labs.LabKit.Connectors;

/// <summary>What checks expect of a sink connector and the table it writes.</summary>
/// <param name="Connector">The connector's name.</param>
/// <param name="Query">What to ask of the table.</param>
/// <param name="Topic">The topic that it reads.</param>
public sealed record SinkExpectations(string Connector, string Query, string Topic)
{
    /// <summary>Expects the table's rows to be as wanted; gives up at once where the connector was refused, its task has failed, or it has read everything.</summary>
    /// <param name="expected">The rows in words.</param>
    /// <param name="isMet">Whether these are they.</param>
    /// <param name="next">What helps where the connector is well.</param>
    public Func<LabContext, CancellationToken, Task<CheckResult>> Rows(string expected, Func<TableView, bool> isMet, string next) =>
        (lab, cancellation) => ExpectAsync(lab, expected, sink => isMet(sink.Table), next, cancellation, sink => sink.Connector.HasStopped);

    /// <summary>Expects the task to fail, and its trace to say a thing; gives up at once where it failed otherwise, or the table says that it never will.</summary>
    /// <param name="trace">A part of the trace.</param>
    /// <param name="otherwise">Whether the table shows that the records were accepted.</param>
    /// <param name="next">What helps where the connector is well.</param>
    public Func<LabContext, CancellationToken, Task<CheckResult>> TaskFails(string trace, Func<TableView, bool> otherwise, string next) =>
        (lab, cancellation) => ExpectAsync(
            lab, $"a task FAILED with \"{trace}\" in its trace", sink => sink.Connector.Status?.FailedTask?.Trace?.Contains(trace, StringComparison.Ordinal) == true, next, cancellation,
            sink => sink.Connector.HasStopped || otherwise(sink.Table));

    /// <summary>Expects connector and tasks to be RUNNING.</summary>
    public Task<CheckResult> Running(LabContext lab, CancellationToken cancellation) => ExpectAsync(
        lab, $"connector {Connector} and its task RUNNING", sink => sink.Connector.Status?.IsRunning == true, $"Look at its states: GET /connectors/{Connector}/status.", cancellation, sink => sink.Connector.HasStopped);

    /// <summary>Expects anything of the two.</summary>
    /// <param name="lab">The lab.</param>
    /// <param name="expected">What should be seen, in words.</param>
    /// <param name="isMet">Whether that is it.</param>
    /// <param name="next">What helps where the connector is well.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="hopeless">Whether it cannot become so any more.</param>
    public Task<CheckResult> ExpectAsync(
        LabContext lab, string expected, Func<SinkView, bool> isMet, string next, CancellationToken cancellation, Func<SinkView, bool>? hopeless = null)
    {
        ArgumentNullException.ThrowIfNull(lab);
        return lab.ExpectAsync(expected, ct => SinkView.LookAsync(lab, Connector, Query, Topic, ct), isMet, sink => sink.Describe(), sink => sink.Connector.Next(next), cancellation, hopeless);
    }
}
