using System.Buffers.Binary;
using Ms2Lab.Environments.Core;
using Ms2Lab.Labs.LabKit;
using Ms2Lab.Labs.LabKit.Clients;
using Ms2Lab.Labs.LabKit.Connectors;
using Ms2Lab.Labs.LabKit.Readings;
using Ms2Lab.Schemas.Formats.Avro;
using Ms2Lab.Schemas.Formats.Avro.Binary;

namespace Ms2Lab.Labs;

/// <summary>Lab 07: the original lab's connector from MySQL to a topic, and what each of its modes sees and misses.</summary>
public sealed class MySqlSourceLab : Lab
{
    private const string JdbcSource = "io.confluent.connect.jdbc.JdbcSourceConnector";

    // A row that the kit adds last: once its record is there, what has not come before it never will.
    private const long Marker = 100;

    // The same, of an ID that does not yet say to a connector in mode incrementing that the late row has been.
    private const long EarlyMarker = 10;

    // From a row in the table to its record in the topic, a few polls of the connector.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private static readonly IReadOnlyList<SmartMeterReading> Rows = [.. SmartMeter.Readings(seed: 7).Take(5)];
    private static readonly SmartMeterReading Newest = Rows[^1];

    private static readonly SourceTable Original = new("MySQL2Kafka", "SM_", "Readings");
    private static readonly SourceTable ByTime = new("by-time", "time_", "readings_by_time");
    private static readonly SourceTable ById = new("by-id", "id_", "readings_by_id");
    private static readonly SourceTable Whole = new("whole", "whole_", "readings_whole");

    /// <inheritdoc/>
    public override int Number => 7;

    /// <inheritdoc/>
    public override string Id => "mysql-source";

    /// <inheritdoc/>
    public override Parts Parts => Parts.Kafka | Parts.Registry | Parts.Connect | Parts.MySql;

    /// <inheritdoc/>
    public override IReadOnlyList<LabStep> Steps { get; } =
    [
        Watching("table-to-topic", Original,
            new() { Id = "records", Title = "Topic SM_Readings holds a record for each row", Points = 2, Limit = Limit, Verify = Original.Records($"{Rows.Count} records", r => r.Count == Rows.Count, "Name the table in \"table.whitelist\" and the prefix SM_.") },
            new() { Id = "avro", Title = "They are Avro with the registry's five bytes in front, and are the rows", Points = 2, Needs = ["records"], Verify = AvroAsync },
            new() { Id = "schema", Title = "Columns that may be NULL have become unions, the time a logical type", Needs = ["avro"], Verify = SchemaAsync }),
        Watching("timestamp", ByTime,
            new() { Id = "rows", Title = "Every row arrives", Limit = Limit, Verify = ByTime.Records($"the IDs {Ids(Rows)}", r => SourceTable.Ids(r).SequenceEqual(Rows.Select(x => x.Id)), "Set \"mode\": \"timestamp\" with the column modified, values as JSON.") },
            new()
            {
                Id = "update-seen", Title = "A row that is changed arrives again", Points = 2, Needs = ["rows"], Limit = Limit,
                Stimulus = async (lab, ct) =>
                {
                    await ByTime.UpdateAsync(lab, 0, 99.5, Newest.Modified + 1000, ct);
                    await ByTime.InsertAsync(lab, Newest with { Id = EarlyMarker, Modified = Newest.Modified + 1500 }, ct);
                },
                Verify = ByTime.Records("ID 0 a second time", r => SourceTable.Ids(r).Count(id => id == 0) == 2, "Set \"mode\": \"timestamp\".", never: r => SourceTable.Ids(r).Contains(EarlyMarker)),
            },
            new()
            {
                Id = "late-missed", Title = "A row that comes with an older time never arrives", Points = 2, Needs = ["rows"], Limit = Limit,
                Stimulus = async (lab, ct) =>
                {
                    await ByTime.InsertAsync(lab, Newest with { Id = 50 }, ct);
                    await ByTime.InsertAsync(lab, Newest with { Id = Marker, Modified = Newest.Modified + 2000 }, ct);
                },
                Verify = ByTime.Records($"ID {Marker}, but not ID 50, which came before it with the time of ID {Newest.Id}", r => SourceTable.Ids(r).Contains(Marker) && !SourceTable.Ids(r).Contains(50), "Set \"mode\": \"timestamp\", without an incrementing column.", never: r => SourceTable.Ids(r).Contains(50)),
            },
            new()
            {
                Id = "delete-unseen", Title = "A row that is deleted leaves no trace", Needs = ["late-missed"], Limit = Limit,
                Stimulus = async (lab, ct) =>
                {
                    await lab.MySql.ExecuteAsync($"DELETE FROM `{ByTime.Table}` WHERE ID = 1", ct);
                    await ByTime.InsertAsync(lab, Newest with { Id = Marker + 1, Modified = Newest.Modified + 3000 }, ct);
                },
                Verify = ByTime.Records($"ID {Marker + 1}, ID 1 once and no record without a value", r => SourceTable.Ids(r).Contains(Marker + 1) && SourceTable.Ids(r).Count(id => id == 1) == 1 && r.All(x => x.Value is not null), "Reset the step and create the connector again."),
            }),
        Watching("incrementing", ById,
            new() { Id = "rows", Title = "Every row arrives", Limit = Limit, Verify = ById.Records($"the IDs {Ids(Rows)}", r => SourceTable.Ids(r).SequenceEqual(Rows.Select(x => x.Id)), "Set \"mode\": \"incrementing\" with the column ID, values as JSON.") },
            new()
            {
                Id = "update-missed", Title = "A row that is changed does not arrive again, a new one does", Points = 2, Needs = ["rows"], Limit = Limit,
                Stimulus = async (lab, ct) =>
                {
                    await ById.UpdateAsync(lab, 0, 99.5, Newest.Modified + 1000, ct);
                    await ById.InsertAsync(lab, Newest with { Id = Marker, Modified = Newest.Modified + 2000 }, ct);
                },
                Verify = ById.Records($"ID {Marker}, and ID 0 only once", r => SourceTable.Ids(r).Contains(Marker) && SourceTable.Ids(r).Count(id => id == 0) == 1, "Set \"mode\": \"incrementing\".", never: r => SourceTable.Ids(r).Count(id => id == 0) > 1),
            }),
        Watching("bulk", Whole,
            new Check { Id = "again-and-again", Title = "The whole table arrives at every poll", Points = 2, Limit = Limit, Verify = Whole.Records("every ID three times at least", r => Rows.All(row => SourceTable.Ids(r).Count(id => id == row.Id) >= 3), "Set \"mode\": \"bulk\" and a short \"poll.interval.ms\".") }),
    ];

    private static LabStep Watching(string id, SourceTable source, params IReadOnlyList<Check> checks) => new()
    {
        Id = id,
        ConnectorClasses = [JdbcSource],
        Artifacts = [ConnectorActions.SourceConfiguration(source.Prefix)],
        Prepare = (lab, cancellation) => source.CreateAsync(lab, Rows, cancellation),
        Action = ConnectorActions.DeploySource(source.Connector, source.Prefix),
        Checks = checks,
        Resources = new() { Connectors = [source.Connector], Topics = [source.Topic], Tables = [source.Table], Subjects = [$"{source.Topic}-value"] },
    };

    private static string Ids(IReadOnlyList<SmartMeterReading> rows) => string.Join(", ", rows.Select(r => r.Id));

    private static async Task<CheckResult> AvroAsync(LabContext lab, CancellationToken cancellation)
    {
        var expected = $"Avro records with the IDs {Ids(Rows)}";
        var records = lab.Kafka.Read(Original.Topic);
        if (await SchemaOfAsync(lab, records, cancellation) is not { } schema)
        {
            return CheckResult.Failed(expected, Beginning(records), "Use the AvroConverter for values.");
        }
        var ids = records.Select(r => AvroDatum.Read(schema, r.Value.AsSpan(5)) is AvroGenericRecord row ? row["ID"] : null).ToList();
        return ids.SequenceEqual(Rows.Select(r => (object?)r.Id))
            ? CheckResult.Passed($"IDs {string.Join(", ", ids)}")
            : CheckResult.Failed(expected, $"IDs {string.Join(", ", ids)}", "Watch the table Readings, in mode timestamp.");
    }

    private static async Task<CheckResult> SchemaAsync(LabContext lab, CancellationToken cancellation)
    {
        const string Expected = "ID long, profile_name string, temperature union, modified long (timestamp-millis)";
        var records = lab.Kafka.Read(Original.Topic);
        if (await SchemaOfAsync(lab, records, cancellation) is not AvroRecord record)
        {
            return CheckResult.Failed(Expected, Beginning(records), "Use the AvroConverter for values.");
        }
        var seen = string.Join(", ", ((string[])["ID", "profile_name", "temperature", "modified"]).Select(name => record.Field(name)?.Schema is { } s ? $"{name} {s.TypeName}{(s.LogicalType is { } logical ? $" ({logical})" : "")}" : $"no {name}"));
        return seen == Expected ? CheckResult.Passed(seen) : CheckResult.Failed(Expected, seen, "Leave transforms and column casts out.");
    }

    private static string Beginning(IReadOnlyList<TopicRecord> records) => records is [{ Value: { } value }, ..]
        ? $"the first record begins with the bytes {Convert.ToHexString(value.AsSpan(0, Math.Min(5, value.Length)))}"
        : $"no record in topic {Original.Topic}";

    // Null where the records do not begin with a zero byte and the id of a schema that the registry knows.
    private static async Task<AvroSchema?> SchemaOfAsync(LabContext lab, IReadOnlyList<TopicRecord> records, CancellationToken cancellation) =>
        records is [{ Value: [0, _, _, _, _, ..] value }, ..] && await lab.Registry.SchemaAsync(BinaryPrimitives.ReadInt32BigEndian(value.AsSpan(1)), cancellation) is { } text
            ? AvroSchema.Parse(text)
            : null;
}
