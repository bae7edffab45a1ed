using Ms2Lab.Environments.Core;
using Ms2Lab.Labs.LabKit;
using Ms2Lab.Labs.LabKit.Clients;
using Ms2Lab.Labs.LabKit.Readings;

namespace Ms2Lab.Labs;

/// <summary>Lab 05: what the JDBC sink's insert modes do when an ID comes again, and when there is no key at all.</summary>
public sealed class InsertVersusUpsertLab : Lab
{
    private const string Duplicate = "Duplicate entry";
    private const string KeyMissing = "requires key field names to be known, check the primary key configuration";

    // A task with the connector's defaults (11 attempts, 3 s apart) fails after half a minute: a student may leave them.
    private static readonly TimeSpan RetryLimit = TimeSpan.FromSeconds(60);

    // From a record in the topic to its row in the table.
    private static readonly TimeSpan ArrivalLimit = TimeSpan.FromSeconds(20);

    // Two runs of the meter: other readings, the same IDs.
    private static readonly IReadOnlyList<SmartMeterReading> FirstRun = [.. SmartMeter.Readings(seed: 1).Take(5)];
    private static readonly IReadOnlyList<SmartMeterReading> SecondRun = [.. SmartMeter.Readings(seed: 2).Take(5)];

    private static readonly Scenario InsertSameId = new("insert-same-id", [FirstRun[0], SecondRun[0]], 1);
    private static readonly Scenario UpsertSameId = new("upsert-same-id", [FirstRun[0], SecondRun[0]], 1);
    private static readonly Scenario InsertWithoutKey = new("insert-without-key", [FirstRun[0], FirstRun[0]], 2);
    private static readonly Scenario UpsertWithoutKey = new("upsert-without-key", [FirstRun[0]], 1);
    private static readonly Scenario InsertAfterRestart = new("insert-after-restart", [.. FirstRun, .. SecondRun], 5);
    private static readonly Scenario UpsertAfterRestart = new("upsert-after-restart", [.. FirstRun, .. SecondRun], 5);
    private static readonly Scenario NullMeasurement = new("null-measurement", [.. SmartMeter.Readings(seed: 3).Take(12)], 12);

    /// <inheritdoc/>
    public override int Number => 5;

    /// <inheritdoc/>
    public override string Id => "insert-versus-upsert";

    /// <inheritdoc/>
    public override Parts Parts => Parts.Kafka | Parts.Connect | Parts.MySql;

    /// <inheritdoc/>
    public override IReadOnlyList<LabStep> Steps { get; } =
    [
        InsertSameId.Step(
            FirstRow(InsertSameId),
            TaskFailed(InsertSameId),
            new() { Id = "connector-running", Title = "The connector still says RUNNING", Needs = ["task-failed"], Verify = InsertSameId.ConnectorStillRunning },
            OldValues(InsertSameId, "There is one row, with the old values")),
        UpsertSameId.Step(
            FirstRow(UpsertSameId),
            Overwritten(UpsertSameId, "There is one row, with the new values")),
        InsertWithoutKey.Step(
            new() { Id = "two-rows", Title = "The same reading is there twice", Limit = ArrivalLimit, Verify = InsertWithoutKey.Holds(InsertWithoutKey.Readings, "Set \"insert.mode\": \"insert\" and \"pk.mode\": \"none\".") },
            new() { Id = "no-primary-key", Title = "The table has no primary key", Verify = NoPrimaryKeyAsync }),
        UpsertWithoutKey.Step(
            new() { Id = "refused", Title = "The task is FAILED and names the missing key setting", Points = 2, Limit = RetryLimit, Verify = UpsertWithoutKey.TaskFails(KeyMissing, t => t.Rows.Count > 0, "Set \"insert.mode\": \"upsert\" and \"pk.mode\": \"none\", and see what Connect says.") },
            new() { Id = "table-empty", Title = "The table has been created, and is empty", Needs = ["refused"], Verify = UpsertWithoutKey.Holds([], "Drop the table and create the connector again.") }),
        InsertAfterRestart.Step(
            FirstRow(InsertAfterRestart),
            TaskFailed(InsertAfterRestart),
            OldValues(InsertAfterRestart, "The rows of the first run are untouched")),
        UpsertAfterRestart.Step(
            FirstRow(UpsertAfterRestart),
            Overwritten(UpsertAfterRestart, "The rows have silently become those of the second run"),
            new() { Id = "topic-remembers", Title = "The topic still holds the readings of both runs", Needs = ["overwritten"], Verify = TopicRemembersAsync }),
        NullMeasurement.Step(
            new Check { Id = "nulls", Title = "A missing measurement is NULL, and the others are numbers", Points = 2, Limit = ArrivalLimit, Verify = NullMeasurement.Holds(NullMeasurement.Readings, "Leave \"replace.null.with.default\" and transforms out: a null of the record becomes NULL by itself.") }),
    ];

    private static Check FirstRow(Scenario scenario) => new()
    {
        Id = "first-rows",
        Title = scenario.AtFirst == 1 ? "The first reading arrives" : "The readings of the first run arrive",
        Limit = ArrivalLimit,
        Verify = scenario.Holds(scenario.First, "Compare topic, table and key settings with the step's text."),
    };

    private static Check TaskFailed(Scenario scenario) => new()
    {
        Id = "task-failed",
        Title = "When an ID comes again, the task is FAILED after its retries",
        Points = 2,
        Needs = ["first-rows"],
        Stimulus = scenario.SendRest,
        Verify = scenario.TaskFails(Duplicate, t => t.Problem is null && !ReadingTable.Holds(t, scenario.First), "Set \"insert.mode\": \"insert\" with \"pk.mode\": \"record_value\" and \"pk.fields\": \"ID\"."),
        Limit = RetryLimit,
    };

    private static Check OldValues(Scenario scenario, string title) => new()
    {
        Id = "old-values",
        Title = title,
        Needs = ["task-failed"],
        Verify = scenario.StillHolds(scenario.First, "Use a key, so that MySQL can refuse the second row."),
    };

    private static Check Overwritten(Scenario scenario, string title) => new()
    {
        Id = "overwritten",
        Title = title,
        Points = 2,
        Needs = ["first-rows"],
        Stimulus = scenario.SendRest,
        Limit = ArrivalLimit,
        Verify = scenario.Holds([.. scenario.Readings.Skip(scenario.AtFirst)], "Set \"insert.mode\": \"upsert\" with \"pk.mode\": \"record_value\" and \"pk.fields\": \"ID\"."),
    };

    private static Task<CheckResult> NoPrimaryKeyAsync(LabContext lab, CancellationToken cancellation) => lab.ExpectAsync(
        "a table without a primary key",
        ct => lab.MySql.QueryAsync(
            $"SELECT t.table_name, (SELECT COUNT(*) FROM information_schema.table_constraints c WHERE c.table_schema = t.table_schema AND c.table_name = t.table_name) "
            + $"FROM information_schema.tables t WHERE t.table_schema = 'Readings' AND t.table_name = '{InsertWithoutKey.Topic}'", ct),
        table => table.Rows is [[_, var keys]] && Convert.ToInt64(keys, System.Globalization.CultureInfo.InvariantCulture) == 0,
        table => table.Rows.Count == 0 ? $"no table {InsertWithoutKey.Topic}" : $"table {InsertWithoutKey.Topic} with {TableView.Text(table.Rows[0][1])} key",
        _ => "Let the connector create the table (\"auto.create\": \"true\") with \"pk.mode\": \"none\".",
        cancellation);

    private static Task<CheckResult> TopicRemembersAsync(LabContext lab, CancellationToken cancellation) => lab.ExpectAsync(
        $"{UpsertAfterRestart.Readings.Count} records in topic {UpsertAfterRestart.Topic}, {SecondRun.Count} rows in the table",
        async ct => (Records: lab.Kafka.EndOffset(UpsertAfterRestart.Topic) ?? 0, Rows: (await lab.MySql.QueryAsync(ReadingTable.Query(UpsertAfterRestart.Topic), ct)).Rows.Count),
        seen => seen.Records == UpsertAfterRestart.Readings.Count && seen.Rows == SecondRun.Count,
        seen => $"{seen.Records} records, {seen.Rows} rows",
        _ => "Reset the step and let the meter start again.",
        cancellation);
}
