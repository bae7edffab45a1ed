using Ms2Lab.Environments.Core;
using Ms2Lab.Labs.LabKit;
using Ms2Lab.Labs.LabKit.Clients;
using Ms2Lab.Labs.LabKit.Submissions;

namespace Ms2Lab.Labs;

/// <summary>Lab 02: a table, its rows and a query that others can use, in MySQL.</summary>
public sealed class MySqlLab : Lab
{
    private const string Table = "meterType";
    private const string View = "dear_meters";
    private static readonly object?[][] Meters = [[1, "boston", 100.5f], [2, "denver", 120f], [3, "losang", 155f]];

    /// <inheritdoc/>
    public override int Number => 2;

    /// <inheritdoc/>
    public override string Id => "mysql";

    /// <inheritdoc/>
    public override Parts Parts => Parts.MySql;

    /// <inheritdoc/>
    public override IReadOnlyList<LabStep> Steps { get; } =
    [
        new()
        {
            Id = "table",
            Artifacts = [Script(@"^create\s+table\b.*\bmeterType\b", "CREATE TABLE meterType")],
            Action = Run(@"^create\s+table\b.*\bmeterType\b", "CREATE TABLE meterType"),
            Checks =
            [
                new() { Id = "exists", Title = "Database Readings has a table meterType", Verify = TableExistsAsync },
                new() { Id = "columns", Title = "Its columns are ID int, type varchar(50) and cost float", Needs = ["exists"], Verify = ColumnsAsync },
            ],
            Resources = new() { Tables = [Table] },
        },
        new()
        {
            Id = "rows",
            DependsOn = ["table"],
            Artifacts = [Script(@"^insert\s+into\s+\S*meterType\b", "INSERT INTO meterType")],
            Action = Run(@"^insert\s+into\s+\S*meterType\b", "INSERT INTO meterType"),
            Checks = [new() { Id = "three-rows", Title = "The table holds the three meter types", Points = 2, Verify = RowsAsync }],
            Resources = new() { FilledTables = [Table] },
        },
        new()
        {
            Id = "query",
            DependsOn = ["rows"],
            Artifacts = [Script(@"^create\s+(or\s+replace\s+)?(\w+\s*=\s*\w+\s+)*view\b.*\bdear_meters\b", "CREATE VIEW dear_meters")],
            Action = Run(@"^create\s+(or\s+replace\s+)?(\w+\s*=\s*\w+\s+)*view\b.*\bdear_meters\b", "CREATE VIEW dear_meters"),
            Checks =
            [
                new() { Id = "two-rows", Title = "The view shows denver and losang", Verify = ViewAsync },
                new() { Id = "limit-included", Title = "A meter that costs exactly 110 is among them", Needs = ["two-rows"], Verify = LimitAsync },
            ],
            Resources = new() { Views = [View] },
        },
    ];

    private static Artifact Script(string pattern, string about) => new($"SQL script with {about}", submission =>
    {
        var found = SqlScripts.Find(submission, pattern, about);
        return found[0].File with { Text = string.Concat(found.Select(s => s.Text + ";\n")) };
    });

    private static Func<LabContext, CancellationToken, Task> Run(string pattern, string about) => async (lab, cancellation) =>
    {
        foreach (var statement in SqlScripts.Find(lab.Submission, pattern, about))
        {
            if (await lab.MySql.RunAsStudentAsync(statement.Text, cancellation) is { } refusal)
            {
                throw new ArtifactException($"{about} that MySQL accepts", $"{statement.File.Path}: MySQL answers {refusal}", "Run the statement in the mysql client and correct it there first.");
            }
        }
    };

    private static Task<CheckResult> TableExistsAsync(LabContext lab, CancellationToken cancellation) => lab.ExpectAsync(
        "a table meterType in database Readings",
        ct => lab.MySql.QueryAsync("SELECT table_name FROM information_schema.tables WHERE table_schema = 'Readings'", ct),
        tables => tables.Rows.Any(r => r[0] as string == Table),
        tables => tables.Rows.Count == 0 ? "no tables" : $"tables {string.Join(", ", tables.Rows.Select(r => r[0]))}",
        tables => tables.Rows.Any(r => string.Equals(r[0] as string, Table, StringComparison.OrdinalIgnoreCase))
            ? "Spell it meterType: MySQL on Linux tells capitals from small letters in table names."
            : "Create the table with CREATE TABLE meterType (…), after USE Readings.",
        cancellation);

    private static Task<CheckResult> ColumnsAsync(LabContext lab, CancellationToken cancellation) => lab.ExpectAsync(
        "ID int, type varchar(50), cost float",
        ct => lab.MySql.QueryAsync($"SELECT column_name, data_type, CAST(column_type AS CHAR) FROM information_schema.columns WHERE table_schema = 'Readings' AND table_name = '{Table}' ORDER BY ordinal_position", ct),
        columns => columns.Rows.Select(r => $"{r[0]} {r[1]}".ToUpperInvariant()).SequenceEqual(["ID INT", "TYPE VARCHAR", "COST FLOAT"]) && columns.Rows[1][2] as string == "varchar(50)",
        columns => columns.Rows.Count == 0 ? "no columns" : string.Join(", ", columns.Rows.Select(r => $"{r[0]} {r[2]}")),
        _ => "Drop the table and create it again with these three columns, in this order.",
        cancellation);

    private static Task<CheckResult> RowsAsync(LabContext lab, CancellationToken cancellation) => lab.ExpectAsync(
        "3 rows: (1, boston, 100.5) (2, denver, 120) (3, losang, 155)",
        ct => lab.MySql.QueryAsync($"SELECT ID, type, cost FROM {Table} ORDER BY ID", ct),
        table => Holds(table, Meters),
        table => table.Describe(),
        table => table.Rows.Count > 3 ? "Empty the table (DELETE FROM meterType) and insert each row once." : "Insert the three rows, or correct the one that differs with UPDATE.",
        cancellation);

    private static Task<CheckResult> ViewAsync(LabContext lab, CancellationToken cancellation) => lab.ExpectAsync(
        "2 rows: (2, denver, 120) (3, losang, 155)",
        ct => lab.MySql.QueryAsync($"SELECT ID, type, cost FROM {View} ORDER BY ID", ct),
        view => Holds(view, Meters[1..]),
        view => view.Describe(),
        _ => "Create the view: CREATE OR REPLACE VIEW dear_meters AS SELECT … WHERE cost >= 110.",
        cancellation);

    private static Task<CheckResult> LimitAsync(LabContext lab, CancellationToken cancellation) => lab.ExpectAsync(
        "a fourth meter that costs exactly 110 in the view",
        ct => lab.MySql.QueryAfterAsync($"INSERT INTO {Table} VALUES (4, 'toronto', 110)", $"SELECT ID, type, cost FROM {View} ORDER BY ID", ct),
        view => Holds(view, [Meters[1], Meters[2], [4, "toronto", 110f]]),
        view => view.Describe(),
        _ => "Compare with >= instead of >, and select from the table instead of writing the rows down.",
        cancellation);

    private static bool Holds(TableView view, object?[][] rows) => view.Problem is null && view.Rows.Count == rows.Length && view.Rows.Zip(rows).All(p => p.First.SequenceEqual(p.Second));
}
