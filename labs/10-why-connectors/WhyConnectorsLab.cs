using System.Text;
using Ms2Lab.Environments.Core;
using Ms2Lab.Labs.LabKit;
using Ms2Lab.Labs.LabKit.Clients;
using Ms2Lab.Labs.LabKit.Connectors;
using Ms2Lab.Labs.LabKit.Readings;

namespace Ms2Lab.Labs;

/// <summary>Lab 10: what a connector between producers and a store is good for, and what still ties the two together.</summary>
public sealed class WhyConnectorsLab : Lab
{
    private const string JdbcSink = "io.confluent.connect.jdbc.JdbcSinkConnector";
    private const string StoreUser = "storekeeper";
    private const string StorePassword = "keepers1";
    private const string DeadLetters = "dead_letters_of_readings";
    private const int AtFirst = 5;

    // From a record in the topic to its row in the table, or to the task's failure.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    // The store comes back, the connector makes its connection again, and what has waited is written.
    private static readonly TimeSpan RecoveryLimit = TimeSpan.FromSeconds(60);

    private static readonly IReadOnlyList<SmartMeterReading> Readings = [.. SmartMeter.Readings(seed: 10).Take(25)];
    private static readonly IReadOnlyList<SmartMeterReading> FirstReadings = [.. Readings.Take(AtFirst)];
    private static readonly byte[] NotJson = "not json"u8.ToArray();

    /// <inheritdoc/>
    public override int Number => 10;

    /// <inheritdoc/>
    public override string Id => "why-connectors";

    /// <inheritdoc/>
    public override Parts Parts => Parts.Kafka | Parts.Connect | Parts.MySql;

    /// <inheritdoc/>
    public override IReadOnlyList<LabStep> Steps { get; } =
    [
        Experiment("store-away") with
        {
            Capabilities = [typeof(IMySqlControl)],
            Checks =
            [
                FirstRows("store-away"),
                new()
                {
                    Id = "producers-unaware", Title = "While MySQL is stopped, producers go on and the connector stays RUNNING", Points = 2, Limit = Limit,
                    Stimulus = SendWhileStoreIsAwayAsync, Verify = NobodyNoticedAsync,
                },
                new()
                {
                    Id = "nothing-lost", Title = "When MySQL is back, every reading is there, once", Points = 2, Needs = ["producers-unaware"], Limit = RecoveryLimit,
                    Verify = Sink("store-away").Rows($"table store_away: {ReadingTable.Describe(Readings)}", t => ReadingTable.Holds(t, Readings), "Give the connector more tries: \"max.retries\", \"connection.attempts\" and their pauses."),
                },
            ],
        },
        Experiment("password-changed") with
        {
            Prepare = async (lab, ct) =>
            {
                await AllowStoreKeeperAsync(lab, ct);
                await MeterTopic.SendUpToAsync(lab, Topic("password-changed"), Readings, AtFirst, ct);
            },
            Checks =
            [
                FirstRows("password-changed"),
                new()
                {
                    Id = "denied", Title = "When its password is changed, the task is FAILED: access denied", Points = 2, Needs = ["first-rows"], Limit = RecoveryLimit,
                    Stimulus = ChangePasswordAsync,
                    Verify = Sink("password-changed").TaskFails($"Access denied for user '{StoreUser}'", t => t.Rows.Count > AtFirst, $"Let the connector sign in as {StoreUser}, and give up soon: \"connection.attempts\": \"2\"."),
                },
                new() { Id = "readings-wait", Title = "The readings that it could not write wait in the topic", Needs = ["denied"], Verify = ReadingsWaitAsync },
            ],
            Resources = Resources("password-changed") with { MySqlUsers = [StoreUser] },
        },
        Experiment("field-renamed") with
        {
            Checks =
            [
                FirstRows("field-renamed"),
                new()
                {
                    Id = "split", Title = "After the producer renames a field, the old column is empty and a new one holds the values", Points = 2, Needs = ["first-rows"], Limit = Limit,
                    Stimulus = SendRenamedAsync, Verify = SplitColumnsAsync,
                },
            ],
        },
        Experiment("bad-record") with
        {
            Checks =
            [
                FirstRows("bad-record"),
                new()
                {
                    Id = "stopped", Title = "One record that is no JSON stops the task, and the good one behind it waits", Points = 2, Needs = ["first-rows"], Limit = Limit,
                    Stimulus = (lab, ct) => SendBadAndGoodAsync(lab, Topic("bad-record"), ct),
                    Verify = Sink("bad-record").TaskFails("Converting byte[] to Kafka Connect data failed due to serialization error", t => t.Rows.Count > AtFirst, "Tolerate nothing: \"errors.tolerance\": \"none\", which is the default."),
                },
            ],
        },
        Experiment("dead-letters") with
        {
            Checks =
            [
                FirstRows("dead-letters"),
                new()
                {
                    Id = "good-pass", Title = "The good record behind the bad one arrives", Points = 2, Needs = ["first-rows"], Limit = Limit,
                    Stimulus = (lab, ct) => SendBadAndGoodAsync(lab, Topic("dead-letters"), ct),
                    Verify = Sink("dead-letters").Rows($"{AtFirst + 1} rows", t => t.Rows.Count == AtFirst + 1, "Set \"errors.tolerance\": \"all\"."),
                },
                new() { Id = "kept", Title = $"The bad record is in topic {DeadLetters}, byte for byte", Needs = ["good-pass"], Limit = Limit, Verify = KeptAsync },
                new() { Id = "told-why", Title = "Its headers say where it came from and what was wrong", Needs = ["kept"], Verify = ToldWhyAsync },
            ],
            Resources = Resources("dead-letters") with { Topics = [Topic("dead-letters"), DeadLetters] },
        },
    ];

    private static LabStep Experiment(string id) => new()
    {
        Id = id,
        ConnectorClasses = [JdbcSink],
        Artifacts = [ConnectorActions.Configuration(Topic(id))],
        Prepare = (lab, cancellation) => MeterTopic.SendUpToAsync(lab, Topic(id), Readings, AtFirst, cancellation),
        Action = ConnectorActions.Deploy(id, Topic(id)),
        Checks = [],
        Resources = Resources(id),
    };

    private static StepResources Resources(string id) => new() { Connectors = [id], Topics = [Topic(id)], Tables = [Topic(id)] };

    private static string Topic(string id) => id.Replace('-', '_');

    private static SinkExpectations Sink(string id) => new(id, ReadingTable.Query(Topic(id)), Topic(id));

    private static Check FirstRows(string id) => new()
    {
        Id = "first-rows",
        Title = "The first readings arrive",
        Limit = Limit,
        Verify = Sink(id).Rows($"table {Topic(id)}: {ReadingTable.Describe(FirstReadings)}", t => ReadingTable.Holds(t, FirstReadings), "Compare topic, table and key settings with the lab's text."),
    };

    // MySQL comes back whatever happens meanwhile: the next step needs it.
    private static async Task SendWhileStoreIsAwayAsync(LabContext lab, CancellationToken cancellation)
    {
        var store = lab.Capability<IMySqlControl>()!;
        await store.StopAsync(cancellation);
        try
        {
            await MeterTopic.SendUpToAsync(lab, Topic("store-away"), Readings, Readings.Count, cancellation);
            var connector = await ConnectorView.LookAsync(lab, "store-away", cancellation);
            lab.Note("store away", $"{lab.Kafka.EndOffset(Topic("store-away"))} readings acknowledged; {connector.Describe()}");
        }
        finally
        {
            await store.StartAsync(CancellationToken.None);
        }
    }

    private static Task<CheckResult> NobodyNoticedAsync(LabContext lab, CancellationToken cancellation)
    {
        var expected = $"{Readings.Count} readings acknowledged; connector store-away RUNNING, task 0 RUNNING";
        var seen = lab.NoteOn("store away") ?? "nothing";
        return Task.FromResult(seen == expected
            ? CheckResult.Passed(seen)
            : CheckResult.Failed(expected, seen, "Create the connector first; if its task is FAILED, give it more tries: \"max.retries\" and \"connection.attempts\"."));
    }

    private static Task AllowStoreKeeperAsync(LabContext lab, CancellationToken cancellation) => lab.MySql.ExecuteAsync(
        $"CREATE USER IF NOT EXISTS '{StoreUser}'@'%' IDENTIFIED BY '{StorePassword}'; GRANT ALL ON `{LabMySql.Database}`.* TO '{StoreUser}'@'%'", cancellation);

    // A connection that is open stays open when a password changes: it is cut, as a restart of the server would.
    private static async Task ChangePasswordAsync(LabContext lab, CancellationToken cancellation)
    {
        await lab.MySql.ExecuteAsync($"ALTER USER '{StoreUser}'@'%' IDENTIFIED BY 'another1'", cancellation);
        var open = await lab.MySql.QueryAsync($"SELECT id FROM information_schema.processlist WHERE user = '{StoreUser}'", cancellation);
        foreach (var row in open.Rows)
        {
            await lab.MySql.ExecuteAsync($"KILL {row[0]}", cancellation);
        }
        await MeterTopic.SendUpToAsync(lab, Topic("password-changed"), Readings, Readings.Count, cancellation);
    }

    private static Task<CheckResult> ReadingsWaitAsync(LabContext lab, CancellationToken cancellation) => lab.ExpectAsync(
        $"{Readings.Count} records in the topic, {AtFirst} rows in the table",
        async ct => (Records: lab.Kafka.EndOffset(Topic("password-changed")) ?? 0, Rows: (await lab.MySql.QueryAsync(ReadingTable.Query(Topic("password-changed")), ct)).Rows.Count),
        seen => seen.Records == Readings.Count && seen.Rows == AtFirst,
        seen => $"{seen.Records} records, {seen.Rows} rows",
        _ => "Reset the step and create the connector again.",
        cancellation);

    private static Task SendRenamedAsync(LabContext lab, CancellationToken cancellation) => MeterTopic.SendUpToAsync(
        lab, Topic("field-renamed"), Readings, AtFirst + 2, cancellation,
        r => r.Id < AtFirst ? ReadingJson.Write(r) : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(ReadingJson.Write(r)).Replace("\"temperature\"", "\"temperature_c\"", StringComparison.Ordinal)));

    private static Task<CheckResult> SplitColumnsAsync(LabContext lab, CancellationToken cancellation) =>
        new SinkExpectations("field-renamed", $"SELECT ID, temperature, temperature_c FROM `{Topic("field-renamed")}` WHERE ID >= {AtFirst} ORDER BY ID", Topic("field-renamed")).Rows(
            "2 rows without temperature, with temperature_c",
            table => table.Problem is null && table.Rows.Select(r => (Old: r[1], New: r[2] as double?)).SequenceEqual(Readings.Skip(AtFirst).Take(2).Select(r => (Old: (object?)null, New: r.Temperature))),
            "Let the connector add columns: \"auto.evolve\": \"true\".")(lab, cancellation);

    private static Task SendBadAndGoodAsync(LabContext lab, string topic, CancellationToken cancellation) => MeterTopic.SendAllAsync(
        lab, topic, [.. MeterTopic.Records(Readings.Take(AtFirst)), (null, NotJson), (null, ReadingJson.Write(Readings[AtFirst]))], cancellation);

    private static Task<CheckResult> KeptAsync(LabContext lab, CancellationToken cancellation) => lab.ExpectAsync(
        $"one record \"not json\" in topic {DeadLetters}",
        _ => Task.FromResult(lab.Kafka.Read(DeadLetters)),
        records => records is [{ Value: { } value }] && value.AsSpan().SequenceEqual(NotJson),
        records => records.Count == 0 ? "no record" : $"{records.Count} records, the first: {records[0].Text}",
        _ => $"Set \"errors.deadletterqueue.topic.name\": \"{DeadLetters}\" with \"errors.deadletterqueue.topic.replication.factor\": \"1\".",
        cancellation);

    private static Task<CheckResult> ToldWhyAsync(LabContext lab, CancellationToken cancellation) => lab.ExpectAsync(
        "headers with topic dead_letters, offset 5 and stage VALUE_CONVERTER",
        _ => Task.FromResult(lab.Kafka.Read(DeadLetters) is [var first, ..] ? first.Headers : new Dictionary<string, string>()),
        headers => headers.GetValueOrDefault("__connect.errors.topic") == Topic("dead-letters") && headers.GetValueOrDefault("__connect.errors.offset") == "5"
            && headers.GetValueOrDefault("__connect.errors.stage") == "VALUE_CONVERTER",
        headers => headers.Count == 0 ? "no headers" : string.Join(", ", headers.Where(h => !h.Key.EndsWith("stacktrace", StringComparison.Ordinal)).Select(h => $"{h.Key}={h.Value}")),
        _ => "Set \"errors.deadletterqueue.context.headers.enable\": \"true\".",
        cancellation);
}
