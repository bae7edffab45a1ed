using Ms2Lab.Labs.LabKit;
using Ms2Lab.Labs.LabKit.Clients;
using Ms2Lab.Labs.LabKit.Connectors;
using Ms2Lab.Labs.LabKit.Readings;

namespace Ms2Lab.Labs;

/// <summary>One connector, the topic it reads and the table it writes: all of one name, hyphens becoming underscores.</summary>
/// <param name="Id">The step's id, which is the connector's name.</param>
/// <param name="Readings">What the meter sends, in order.</param>
/// <param name="AtFirst">How many of them are in the topic before the connector exists.</param>
internal sealed record Scenario(string Id, IReadOnlyList<SmartMeterReading> Readings, int AtFirst)
{
    private const string JdbcSink = "io.confluent.connect.jdbc.JdbcSinkConnector";

    /// <summary>Name of the topic and of the table.</summary>
    public string Topic { get; } = Id.Replace('-', '_');

    private SinkExpectations Sink => new(Id, ReadingTable.Query(Topic), Topic);

    /// <summary>What the table holds once the readings sent at first have arrived, each ID once.</summary>
    public IReadOnlyList<SmartMeterReading> First => [.. Readings.Take(AtFirst)];

    /// <summary>The step: the topic is there with the first readings, the action creates the connector.</summary>
    public LabStep Step(params IReadOnlyList<Check> checks) => new()
    {
        Id = Id,
        ConnectorClasses = [JdbcSink],
        Artifacts = [ConnectorActions.Configuration(Topic)],
        Prepare = (lab, cancellation) => MeterTopic.SendUpToAsync(lab, Topic, Readings, AtFirst, cancellation),
        Action = ConnectorActions.Deploy(Id, Topic),
        Checks = checks,
        Resources = new() { Connectors = [Id], Topics = [Topic], Tables = [Topic] },
    };

    /// <summary>The meter sends all its readings: what happens when it goes on after <see cref="AtFirst"/>.</summary>
    public Task SendRest(LabContext lab, CancellationToken cancellation) => MeterTopic.SendUpToAsync(lab, Topic, Readings, Readings.Count, cancellation);

    /// <summary>Expects the table to hold exactly these readings.</summary>
    public Func<LabContext, CancellationToken, Task<CheckResult>> Holds(IReadOnlyList<SmartMeterReading> readings, string next) =>
        Sink.Rows($"table {Topic}: {ReadingTable.Describe(readings)}", table => ReadingTable.Holds(table, readings), next);

    /// <summary>Expects the task to fail, and its trace to say a thing, while the table still is as given.</summary>
    public Func<LabContext, CancellationToken, Task<CheckResult>> TaskFails(string trace, Func<TableView, bool> otherwise, string next) =>
        Sink.TaskFails(trace, otherwise, next);

    /// <summary>Expects the connector itself to say RUNNING although its task is FAILED.</summary>
    public Task<CheckResult> ConnectorStillRunning(LabContext lab, CancellationToken cancellation) => Sink.ExpectAsync(
        lab, $"connector {Id} RUNNING, its task FAILED", sink => sink.Connector.Status is { State: "RUNNING", FailedTask: not null },
        $"Look at both states: GET /connectors/{Id}/status.", cancellation);

    /// <summary>Expects the table to hold exactly these readings, whatever has become of the task.</summary>
    public Func<LabContext, CancellationToken, Task<CheckResult>> StillHolds(IReadOnlyList<SmartMeterReading> readings, string next) => (lab, cancellation) =>
        Sink.ExpectAsync(lab, $"table {Topic}: {ReadingTable.Describe(readings)}", sink => ReadingTable.Holds(sink.Table, readings), next, cancellation);
}
