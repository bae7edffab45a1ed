using Ms2Lab.Environments.Core;
using Ms2Lab.Labs.LabKit;
using Ms2Lab.Labs.LabKit.Connectors;
using Ms2Lab.Labs.LabKit.Readings;

namespace Ms2Lab.Labs;

/// <summary>Lab 09: what becomes of connectors and tasks when a worker is killed or stopped, and what no failover mends.</summary>
public sealed class AvailabilityLab : Lab
{
    private const string JdbcSink = "io.confluent.connect.jdbc.JdbcSinkConnector";
    private const string TwoTasks = "Let it have two tasks: \"tasks.max\": \"2\".";
    private const int AtFirst = 5;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    // Servers that already run may have Connect's defaults: 10 s until a worker is missed, then 300 s.
    private static readonly TimeSpan FailoverLimit = TimeSpan.FromMinutes(8);

    // The consumer of a task that was killed stays in its group, and keeps its partitions, until its own session is over: 45 s by default.
    private static readonly TimeSpan PartitionLimit = TimeSpan.FromSeconds(90);

    private static readonly IReadOnlyList<SmartMeterReading> Readings = [.. SmartMeter.Readings(seed: 9).Take(20)];

    /// <inheritdoc/>
    public override int Number => 9;

    /// <inheritdoc/>
    public override string Id => "availability";

    /// <inheritdoc/>
    public override Parts Parts => Parts.Kafka | Parts.Connect | Parts.MySql;

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> WorkerConfig { get; } = new Dictionary<string, string>
    {
        ["session.timeout.ms"] = "6000",
        ["heartbeat.interval.ms"] = "1000",
        ["scheduled.rebalance.max.delay.ms"] = "2000",
        ["consumer.session.timeout.ms"] = "6000",
        ["consumer.heartbeat.interval.ms"] = "1000",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<LabStep> Steps { get; } =
    [
        Failover("follower-killed", lab => Follower(lab), gracefully: false,
            Stale("follower-killed")),
        Failover("leader-killed", lab => Leader(lab), gracefully: false,
            new Check { Id = "new-leader", Title = "The worker that is left leads the cluster now", Needs = ["moved"], Verify = NewLeaderAsync }),
        Failover("worker-stopped", lab => Follower(lab), gracefully: true),
        Experiment("failed-task", "failed_task") with
        {
            Checks =
            [
                FirstRows("failed-task"),
                new()
                {
                    Id = "failed", Title = "A record that is no JSON stops the task", Needs = ["first-rows"], Limit = Limit,
                    Stimulus = (lab, ct) => MeterTopic.SendAllAsync(lab, "failed_task", [.. MeterTopic.Records(Readings.Take(AtFirst)), (null, "not json"u8.ToArray())], ct),
                    Verify = Sink("failed-task").TaskFails("Converting byte[] to Kafka Connect data failed due to serialization error", t => t.Rows.Count > AtFirst, "Tolerate nothing: leave \"errors.tolerance\" out."),
                },
                new()
                {
                    Id = "failed-again", Title = "When its worker is killed, the task goes elsewhere and fails there too", Points = 2, Needs = ["failed"], Limit = FailoverLimit,
                    Stimulus = (lab, ct) => WorkerEnd.CauseAsync(lab, "failed-task", HolderOfTask, gracefully: false, ct),
                    Verify = (lab, ct) => ExpectPlacementAsync(lab, "failed-task", "task 0 FAILED on a worker that is alive", p => p.Tasks is [var task] && task.StartsWith("FAILED", StringComparison.Ordinal) && !WorkerEnd.IsOnEnded(lab, "failed-task", task), ct),
                },
            ],
        },
        Experiment("idle-tasks", "idle_tasks") with
        {
            Prepare = async (lab, ct) =>
            {
                await WorkerEnd.UndoAsync(lab, ct);
                await lab.Kafka.CreateTopicAsync("idle_tasks", partitions: 2);
                await MeterTopic.SendUpToAsync(lab, "idle_tasks", Readings, AtFirst, ct);
            },
            Checks =
            [
                new() { Id = "four-tasks", Title = "Four tasks are RUNNING", Limit = Limit, Verify = FourTasksAsync },
                new() { Id = "two-idle", Title = "Two of them have no partition and nothing to do", Points = 2, Needs = ["four-tasks"], Limit = Limit, Verify = IdleAsync },
            ],
        },
    ];

    private static LabStep Failover(string id, Func<LabContext, Uri> which, bool gracefully, params IReadOnlyList<Check> more)
    {
        var topic = id.Replace('-', '_');
        return Experiment(id, topic) with
        {
            Checks =
            [
                FirstRows(id),
                new()
                {
                    Id = "moved", Title = gracefully ? "When a worker is stopped, its work goes to the other" : "When a worker is killed, its work goes to the other", Points = 2, Needs = ["first-rows"], Limit = FailoverLimit,
                    Stimulus = (lab, ct) => WorkerEnd.CauseAsync(lab, id, which, gracefully, ct),
                    Verify = (lab, ct) => ExpectPlacementAsync(lab, id, "the connector and its two tasks RUNNING on the worker that is left", p => p.Tasks.Count == 2 && p.Tasks.Append(p.Connector).All(at => WorkerEnd.IsRunning(at) && !WorkerEnd.IsOnEnded(lab, id, at)), ct),
                },
                .. more,
                new()
                {
                    Id = "nothing-lost", Title = "Every reading is in the table, once", Needs = ["moved"], Limit = PartitionLimit,
                    Stimulus = (lab, ct) => MeterTopic.SendUpToAsync(lab, topic, Readings, Readings.Count, ct),
                    Verify = Sink(id).Rows($"table {topic}: {ReadingTable.Describe(Readings)}", t => ReadingTable.Holds(t, Readings), "Use upsert with the key ID: after a failover records may come a second time."),
                },
            ],
        };
    }

    private static LabStep Experiment(string id, string topic) => new()
    {
        Id = id,
        Workers = 2,
        Capabilities = [typeof(IWorkerControl)],
        ConnectorClasses = [JdbcSink],
        Artifacts = [ConnectorActions.Configuration(topic)],
        Prepare = async (lab, cancellation) =>
        {
            await WorkerEnd.UndoAsync(lab, cancellation);
            await MeterTopic.SendUpToAsync(lab, topic, Readings, AtFirst, cancellation);
        },
        Action = ConnectorActions.Deploy(id, topic),
        Checks = [],
        Resources = new() { Connectors = [id], Topics = [topic], Tables = [topic] },
    };

    private static SinkExpectations Sink(string id) => new(id, ReadingTable.Query(id.Replace('-', '_')), id.Replace('-', '_'));

    private static Check FirstRows(string id) => new()
    {
        Id = "first-rows",
        Title = "The first readings arrive",
        Limit = Limit,
        Verify = Sink(id).Rows($"{AtFirst} readings in the table", t => ReadingTable.Holds(t, [.. Readings.Take(AtFirst)]), "Compare topic, table and key settings with the lab's text."),
    };

    private static Check Stale(string id) => new()
    {
        Id = "stale",
        Title = "Until then the status says RUNNING on the worker that is dead",
        Needs = ["moved"],
        Verify = (lab, _) => Task.FromResult(WorkerEnd.TimelineOf(lab, id) is { } timeline && timeline.Contains($"RUNNING on {WorkerEnd.EndedWorker(lab, id)}", StringComparison.Ordinal)
            ? CheckResult.Passed(timeline)
            : CheckResult.Failed("RUNNING on the dead worker for some time", WorkerEnd.TimelineOf(lab, id) ?? "no worker was killed", "Create the connector first; reset the step and try again.")),
    };

    private static Uri Leader(LabContext lab) => lab.Kafka.ConnectLeader() ?? throw new EnvironmentException("The Connect cluster has no leader.", "See whether the workers run: GET / of each.");

    private static Uri Follower(LabContext lab)
    {
        var leader = Leader(lab);
        return lab.Capability<IWorkerControl>()!.Workers.First(w => w.Authority != leader.Authority);
    }

    private static Uri HolderOfTask(LabContext lab) => lab.Capability<IWorkerControl>()!.Workers.First(w => lab.NoteOn(WorkerEnd.PlacementNote)!.Contains($"task 0 FAILED on {w.Authority}", StringComparison.Ordinal));

    private static Task<CheckResult> ExpectPlacementAsync(LabContext lab, string connector, string expected, Func<Placement, bool> isMet, CancellationToken cancellation) => lab.ExpectAsync(
        expected,
        ct => Placement.LookAsync(lab, connector, ct),
        seen => seen is not null && isMet(seen),
        seen => seen is null ? $"no connector {connector}" : WorkerEnd.TimelineOf(lab, connector) ?? seen.ToString(),
        seen => seen is null ? $"Create connector {connector}: PUT /connectors/{connector}/config with your JSON." : TwoTasks,
        cancellation);

    private static Task<CheckResult> NewLeaderAsync(LabContext lab, CancellationToken cancellation) => lab.ExpectAsync(
        "another leader than the one that was killed",
        _ => Task.FromResult(lab.Kafka.ConnectLeader()?.Authority),
        seen => seen is not null && WorkerEnd.EndedWorker(lab, "leader-killed") is { } ended && seen != ended,
        seen => seen is null ? "no leader" : $"leader {seen}",
        _ => "See whether the other worker still runs.",
        cancellation);

    private static Task<CheckResult> FourTasksAsync(LabContext lab, CancellationToken cancellation) => lab.ExpectAsync(
        "four tasks RUNNING",
        async ct => (Configured: await lab.Connect.TaskCountAsync("idle-tasks", ct), Placement: await Placement.LookAsync(lab, "idle-tasks", ct)),
        seen => seen.Placement is { Tasks.Count: 4 } placement && placement.Tasks.All(WorkerEnd.IsRunning),
        seen => seen.Placement?.ToString() ?? "no connector idle-tasks",
        _ => "Create connector idle-tasks with more tasks than the topic has partitions: \"tasks.max\": \"4\".",
        cancellation,
        hopeless: seen => seen.Configured is not (0 or 4)); // a connector's tasks are made all at once

    private static Task<CheckResult> IdleAsync(LabContext lab, CancellationToken cancellation) => lab.ExpectAsync(
        "a group of four members with 1, 1, 0 and 0 partitions",
        _ => Task.FromResult(lab.Kafka.PartitionsOfMembers("connect-idle-tasks")),
        seen => seen is [1, 1, 0, 0],
        seen => seen.Count == 0 ? "no members" : $"members with {string.Join(", ", seen)} partitions",
        _ => "Ask for more tasks than the topic has partitions: \"tasks.max\": \"4\".",
        cancellation);
}
