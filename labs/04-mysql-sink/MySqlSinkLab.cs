using Ms2Lab.Environments.Core;
using Ms2Lab.Labs.LabKit;
using Ms2Lab.Labs.LabKit.Clients;
using Ms2Lab.Labs.LabKit.Connectors;
using Ms2Lab.Labs.LabKit.Readings;

namespace Ms2Lab.Labs;

/// <summary>Lab 04: the original lab's connector from a topic to MySQL, what it makes of a schema, and what it does when the schema changes or is missing.</summary>
public sealed class MySqlSinkLab : Lab
{
    private const string JdbcSink = "io.confluent.connect.jdbc.JdbcSinkConnector";
    private const string Firmware = "2.1";
    private const int AtFirst = 5;

    // From a record in the topic to its row in the table, or to the task's failure.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private static readonly IReadOnlyList<SmartMeterReading> FirstRun = [.. SmartMeter.Readings(seed: 4).Take(AtFirst)];
    private static readonly IReadOnlyList<SmartMeterReading> BothRuns = [.. FirstRun, .. SmartMeter.Readings(seed: 5).Take(AtFirst)];
    private static readonly IReadOnlyList<SmartMeterReading> Newer = [.. SmartMeter.Readings(seed: 4).Take(AtFirst + 2)];

    private static readonly SinkExpectations Original = new("smartMeter2MySQL", ReadingTable.Query("Readings"), "Readings");

    /// <inheritdoc/>
    public override int Number => 4;

    /// <inheritdoc/>
    public override string Id => "mysql-sink";

    /// <inheritdoc/>
    public override Parts Parts => Parts.Kafka | Parts.Registry | Parts.Connect | Parts.MySql;

    /// <inheritdoc/>
    public override IReadOnlyList<LabStep> Steps { get; } =
    [
        Step("avro-upsert", Original.Connector, "Readings", (lab, ct) => SendAvroAsync(lab, "Readings", BothRuns, AtFirst, ct),
            new() { Id = "rows", Title = "The readings are rows of a table Readings", Points = 2, Limit = Limit, Verify = Original.Rows(Rows("Readings", FirstRun), t => ReadingTable.Holds(t, FirstRun), "Let the connector create the table: \"auto.create\": \"true\".") },
            new() { Id = "running", Title = "Connector and task are RUNNING", Needs = ["rows"], Verify = Original.Running },
            new() { Id = "columns", Title = "Its columns are what the schema says, and ID is its primary key", Needs = ["rows"], Verify = ColumnsAsync },
            new()
            {
                Id = "upserted", Title = "When the meter starts again, its readings replace those with the same IDs", Points = 2, Needs = ["rows"], Limit = Limit,
                Stimulus = (lab, ct) => SendAvroAsync(lab, "Readings", BothRuns, BothRuns.Count, ct),
                Verify = Original.Rows(Rows("Readings", [.. BothRuns.Skip(AtFirst)]), t => ReadingTable.Holds(t, [.. BothRuns.Skip(AtFirst)]), "Set \"insert.mode\": \"upsert\" with \"pk.mode\": \"record_value\" and \"pk.fields\": \"ID\"."),
            }),
        Step("evolve", "evolving", "evolving", (lab, ct) => SendAvroAsync(lab, "evolving", Newer, AtFirst, ct),
            FirstRows("evolving"),
            new()
            {
                Id = "column-added", Title = "The new field has become a column, NULL in the rows that were there", Points = 2, Needs = ["first-rows"], Limit = Limit,
                Stimulus = (lab, ct) => SendAvroAsync(lab, "evolving", Newer, Newer.Count, ct),
                Verify = Firmwares("evolving", "Let the connector add columns: \"auto.evolve\": \"true\"."),
            }),
        Step("fixed-columns", "fixed-columns", "fixed_columns", (lab, ct) => SendAvroAsync(lab, "fixed_columns", Newer, AtFirst, ct),
            FirstRows("fixed_columns"),
            Failed("fixed-columns", "fixed_columns", "auto-evolution is disabled", Newer.Count, "Forbid new columns: \"auto.evolve\": \"false\".",
                (lab, ct) => SendAvroAsync(lab, "fixed_columns", Newer, Newer.Count, ct))),
        Step("required-field", "required-field", "required_field", (lab, ct) => MeterTopic.SendUpToAsync(lab, "required_field", Newer, AtFirst, ct, AsJson),
            FirstRows("required_field"),
            Failed("required-field", "required_field", "as the field is not optional and does not have a default value", Newer.Count, "Allow new columns: \"auto.evolve\": \"true\", and see what is refused all the same.",
                (lab, ct) => MeterTopic.SendUpToAsync(lab, "required_field", Newer, Newer.Count, ct, AsJson))),
        Step("plain-json", "plain-json", "plain_json", (lab, ct) => MeterTopic.SendUpToAsync(lab, "plain_json", FirstRun, AtFirst, ct, ReadingJson.WritePlain),
            Refused("plain-json", "plain_json", "requires records with a non-null Struct", "Read the values with the JsonConverter and \"value.converter.schemas.enable\": \"false\".")),
        Step("json-read-as-avro", "json-read-as-avro", "json_read_as_avro", (lab, ct) => MeterTopic.SendUpToAsync(lab, "json_read_as_avro", FirstRun, AtFirst, ct),
            Refused("json-read-as-avro", "json_read_as_avro", "Unknown magic byte!", "Read the values with the AvroConverter although they are JSON.")),
    ];

    private static LabStep Step(string id, string connector, string topic, Func<LabContext, CancellationToken, Task> prepare, params IReadOnlyList<Check> checks) => new()
    {
        Id = id,
        ConnectorClasses = [JdbcSink],
        Artifacts = [ConnectorActions.Configuration(topic)],
        Prepare = prepare,
        Action = ConnectorActions.Deploy(connector, topic),
        Checks = checks,
        Resources = new() { Connectors = [connector], Topics = [topic], Tables = [topic], Subjects = [$"{topic}-value"] },
    };

    private static Check FirstRows(string topic) => new()
    {
        Id = "first-rows",
        Title = "The readings of the first schema arrive",
        Limit = Limit,
        Verify = Sink(topic).Rows(Rows(topic, FirstRun), t => ReadingTable.Holds(t, FirstRun), "Let the connector create the table, with \"ID\" of the value as its key."),
    };

    private static Check Failed(string connector, string topic, string trace, int accepted, string next, Func<LabContext, CancellationToken, Task> stimulus) => new()
    {
        Id = "refused",
        Title = "The readings of the later schema are refused: the task is FAILED and says why",
        Points = 2,
        Needs = ["first-rows"],
        Limit = Limit,
        Stimulus = stimulus,
        Verify = new SinkExpectations(connector, ReadingTable.Query(topic), topic).TaskFails(trace, t => t.Rows.Count == accepted, next),
    };

    private static Check Refused(string connector, string topic, string trace, string next) => new()
    {
        Id = "refused",
        Title = "The task is FAILED and says why",
        Points = 2,
        Limit = Limit,
        Verify = new SinkExpectations(connector, ReadingTable.Query(topic), topic).TaskFails(trace, t => t.Rows.Count > 0, next),
    };

    private static SinkExpectations Sink(string topic) => new(topic.Replace('_', '-'), ReadingTable.Query(topic), topic);

    private static string Rows(string table, IReadOnlyList<SmartMeterReading> readings) => $"table {table}: {ReadingTable.Describe(readings)}";

    private static Func<LabContext, CancellationToken, Task<CheckResult>> Firmwares(string topic, string next) =>
        new SinkExpectations(topic.Replace('_', '-'), $"SELECT ID, firmware FROM `{topic}` ORDER BY ID", topic).Rows(
            $"{AtFirst} rows without firmware and {Newer.Count - AtFirst} with \"{Firmware}\"",
            table => table.Problem is null && table.Rows.Count == Newer.Count && table.Rows.Select((r, i) => (r[1] as string) == (i < AtFirst ? null : Firmware)).All(same => same),
            next);

    private static Task<CheckResult> ColumnsAsync(LabContext lab, CancellationToken cancellation) => lab.ExpectAsync(
        "ID bigint PRI, profile_name text, temperature double, humidity double, pressure double, modified datetime",
        ct => lab.MySql.QueryAsync("SELECT column_name, data_type, column_key FROM information_schema.columns WHERE table_schema = 'Readings' AND table_name = 'Readings' ORDER BY ordinal_position", ct),
        table => table.Rows.Select(r => string.Join(' ', r.Select(TableView.Text)).TrimEnd()).Order(StringComparer.Ordinal)
            .SequenceEqual(["ID bigint PRI", "humidity double", "modified datetime", "pressure double", "profile_name text", "temperature double"]),
        table => table.Rows.Count == 0 ? "no table Readings" : string.Join(", ", table.Rows.Select(r => string.Join(' ', r.Select(TableView.Text)).TrimEnd())),
        _ => "Drop the table and let the connector create it, with \"pk.mode\": \"record_value\" and \"pk.fields\": \"ID\".",
        cancellation);

    private static byte[] AsJson(SmartMeterReading reading) => reading.Id < AtFirst ? ReadingJson.Write(reading) : ReadingJson.Write(reading, Firmware);

    private static async Task SendAvroAsync(LabContext lab, string topic, IReadOnlyList<SmartMeterReading> readings, int count, CancellationToken cancellation)
    {
        var subject = $"{topic}-value";
        var schema = await lab.Registry.RegisterAsync(subject, ReadingAvro.Schema, "AVRO", cancellation);
        // Only when a meter is asked for a reading that tells its firmware does the later schema come into the world.
        var later = readings.Take(count).Any(HasFirmware) ? await lab.Registry.RegisterAsync(subject, ReadingAvro.SchemaWithFirmware, "AVRO", cancellation) : 0;
        await MeterTopic.SendUpToAsync(
            lab, topic, readings, count, cancellation, r => HasFirmware(r) ? ReadingAvro.Write(later, r, Firmware) : ReadingAvro.Write(schema, r));
    }

    private static bool HasFirmware(SmartMeterReading reading) => reading.Id >= AtFirst;
}
