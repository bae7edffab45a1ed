using System.Text;
using Ms2Lab.Connect.Runtime;
using Ms2Lab.Connect.Runtime.Configs;
using Ms2Lab.Connect.Runtime.Herders;
using Ms2Lab.Connect.Runtime.Rest;
using Ms2Lab.Kafka.Client.Consuming;
using Ms2Lab.Kafka.Protocol.Records;

namespace Ms2Lab.Connect.Tests.Runtime;

/// <summary>Records as a real worker of 4.3.1 writes them.</summary>
public sealed class ConfigTableTests
{
    private readonly Heard _heard = new();
    private readonly ConfigTable _table;
    private long _offset;

    public ConfigTableTests() => _table = new ConfigTable(_heard, WorkerLog.Silent) { IsLive = true };

    [Fact]
    public void Tasks_count_only_when_they_are_committed()
    {
        Take("connector-x-y", """{"properties":{"file":null,"name":"x-y"}}""");
        Take("task-x-y-0", """{"properties":{"task.class":"T","n":"0"}}""");
        Take("task-x-y-1", """{"properties":{"task.class":"T","n":"1"}}""");
        _table.Current.Tasks("x-y").Should().BeEmpty();

        Take("commit-x-y", """{"tasks":2}""");

        _table.Current.Tasks("x-y").Should().HaveCount(2);
        _table.Current.TaskConfig(new ConnectorTaskId("x-y", 1))!["n"].Should().Be("1");
        _table.Current.Config("x-y").Should().Contain("file", null);
        _table.Current.Offset.Should().Be(4);
        _heard.Events.Should().Equal("updated x-y", "tasks x-y 2");
    }

    [Fact]
    public void A_commit_without_all_its_tasks_leaves_the_connector_without_tasks_until_the_next()
    {
        Take("connector-c", """{"properties":{}}""");
        Take("task-c-1", """{"properties":{}}""");

        Take("commit-c", """{"tasks":2}""");
        _table.Current.Tasks("c").Should().BeEmpty();
        Take("task-c-0", """{"properties":{}}""");
        Take("commit-c", """{"tasks":1}""");

        _table.Current.Tasks("c").Should().ContainSingle();
    }

    [Fact]
    public void State_v2_wins_and_a_state_before_the_connector_is_its_first()
    {
        Take("target-state-c", """{"state":"PAUSED","state.v2":"STOPPED"}""");
        Take("connector-c", """{"properties":{}}""");
        _table.Current.Target("c").Should().Be(TargetState.Stopped);

        Take("target-state-c", """{"state":"PAUSED"}""");

        _table.Current.Target("c").Should().Be(TargetState.Paused);
        _heard.Events.Should().Equal("updated c", "target c");
    }

    [Fact]
    public void A_deleted_connector_leaves_nothing_behind_and_its_old_commit_is_no_news()
    {
        Take("connector-c", """{"properties":{}}""");
        Take("connector-c", null);
        Take("target-state-c", null);
        Take("commit-c", """{"tasks":1}""");

        _table.Current.Entries.Should().BeEmpty();
        _heard.Events.Should().Equal("updated c", "removed c");
    }

    [Fact]
    public void A_commit_of_tasks_needs_fencing_until_their_count_is_written_and_the_count_outlives_the_connector()
    {
        Take("connector-c", """{"properties":{}}""");
        Take("task-c-0", """{"properties":{}}""");
        Take("commit-c", """{"tasks":1}""");
        _table.Current.NeedsFencing("c").Should().BeTrue();
        var first = _table.Current.TaskGeneration("c");

        Take("tasks-fencing-c", """{"task-count":3}""");
        _table.Current.NeedsFencing("c").Should().BeFalse();
        Take("connector-c", null);
        Take("target-state-c", null);
        Take("connector-c", """{"properties":{}}""");
        Take("commit-c", """{"tasks":0}""");

        _table.Current.TaskCountRecord("c").Should().Be(3);
        _table.Current.NeedsFencing("c").Should().BeTrue();
        _table.Current.TaskGeneration("c").Should().NotBe(first);
    }

    [Fact]
    public void What_happened_before_the_worker_started_is_not_told()
    {
        _table.IsLive = false;
        Take("restart-connector-c", """{"include-tasks":true,"only-failed":false}""");
        Take("logger-cluster-a.b", """{"level":"DEBUG"}""");
        _table.IsLive = true;

        Take("restart-connector-c", """{"include-tasks":true}""");
        Take("logger-cluster-a.b", """{"level":"TRACE"}""");

        _heard.Events.Should().Equal("restart c False True", "level a.b TRACE");
    }

    [Fact]
    public void A_session_key_is_read_and_nonsense_is_passed_over()
    {
        Take("session-key", """{"key":"V7noHq4oeRnZ8R29rL/2BDNjdks/NLGU1RNynwe+Aq0=","algorithm":"HmacSHA256","creation-timestamp":1795790168378}""");
        Take("connector-c", "no json");
        Take("connector-c", """{"other":1}""");

        _table.Current.SessionKey!.Key.Should().HaveCount(32);
        _table.Current.Contains("c").Should().BeFalse();
    }

    /// <summary>Issue 7: a worker that took an offset for granted whose connector was not there yet started that connector without a configuration.</summary>
    [Fact]
    public async Task A_snapshot_never_has_an_offset_without_what_the_record_before_it_says()
    {
        const int Connectors = 20_000;
        var torn = Task.Run(() =>
        {
            ClusterConfig seen;
            do
            {
                seen = _table.Current;
            }
            while (seen.Entries.Count == Math.Max(seen.Offset, 0) && seen.Offset < Connectors);
            return seen;
        });

        for (var i = 0; i < Connectors; i++)
        {
            Take($"connector-{i}", """{"properties":{}}""");
        }

        (await torn).Entries.Should().HaveCount(Connectors, "all other snapshots were whole");
    }

    private void Take(string key, string? value) => _table.Take(new ConsumerRecord(
        "connect-configs", 0, _offset++, 0, TimestampType.CreateTime, Encoding.UTF8.GetBytes(key), value is null ? null : Encoding.UTF8.GetBytes(value), [], 0));

    private sealed class Heard : IConfigListener
    {
        public List<string> Events { get; } = [];

        public void ConnectorRemoved(string connector) => Events.Add($"removed {connector}");

        public void ConnectorUpdated(string connector) => Events.Add($"updated {connector}");

        public void TasksCommitted(string connector, IReadOnlyCollection<int> tasks) => Events.Add($"tasks {connector} {tasks.Count}");

        public void TargetStateChanged(string connector) => Events.Add($"target {connector}");

        public void SessionKeyChanged(SessionKey key)
        {
        }

        public void RestartRequested(RestartRequest request) => Events.Add($"restart {request.Connector} {request.OnlyFailed} {request.IncludeTasks}");

        public void LoggerLevelSet(string logger, string level) => Events.Add($"level {logger} {level}");
    }
}
