using Ms2Lab.Connect.Runtime.Group;
using Ms2Lab.Connect.Runtime.Rest;

namespace Ms2Lab.Connect.Tests.Runtime;

/// <summary>A leader shares out three connectors of two tasks each; members take up what they are told, round by round.</summary>
public sealed class IncrementalAssignorTests
{
    private static readonly TimeSpan MaxDelay = TimeSpan.FromMinutes(5);

    private readonly ManualTime _time = new();
    private readonly Dictionary<string, Work> _members = [];
    private Work _configured = Configured(3);
    private IncrementalAssignor _leader;
    private int _generation;

    public IncrementalAssignorTests() => _leader = new IncrementalAssignor(MaxDelay, _time);

    [Fact]
    public void New_work_is_dealt_out_evenly_in_the_order_of_member_ids()
    {
        Join("b");
        Join("a");

        Round().Delay.Should().Be(TimeSpan.Zero);

        _members["a"].Connectors.Should().Equal("c0", "c2");
        _members["b"].Connectors.Should().Equal("c1");
        _members.Values.Select(m => m.Tasks.Count).Should().Equal(3, 3);
    }

    [Fact]
    public void A_new_member_gets_what_the_first_round_takes_from_the_others()
    {
        Join("a");
        Round();
        Join("b");

        var first = Round();
        first.Revoked["a"].Connectors.Should().ContainSingle();
        first.Revoked["a"].Tasks.Should().HaveCount(3);
        _members["b"].IsEmpty.Should().BeTrue("what is revoked has no owner before the next round");
        Round();

        _members["b"].Connectors.Should().Equal(first.Revoked["a"].Connectors);
        _members["b"].Tasks.Should().Equal(first.Revoked["a"].Tasks);
    }

    [Fact]
    public void Work_of_a_lost_member_waits_for_the_delay_and_then_moves()
    {
        Join("a");
        Join("b");
        Round();
        var lost = Lose("b");

        Round().Delay.Should().Be(MaxDelay);
        _time.Move(TimeSpan.FromMinutes(2));
        Round().Delay.Should().Be(TimeSpan.FromMinutes(3));
        _members["a"].Tasks.Should().NotContain(lost.Tasks);
        _time.Move(TimeSpan.FromMinutes(3));
        Round().Delay.Should().Be(TimeSpan.Zero);

        _members["a"].Connectors.Should().Contain(lost.Connectors);
        _members["a"].Tasks.Should().Contain(lost.Tasks);
    }

    [Fact]
    public void A_member_that_comes_back_empty_gets_the_lost_work_when_the_delay_ends()
    {
        Join("a");
        Join("b");
        Round();
        var kept = _members["a"];
        var lost = Lose("b");
        Round();
        Join("b2");
        Round();
        _members["b2"].IsEmpty.Should().BeTrue();

        _time.Move(MaxDelay);
        Round();

        _members["b2"].Should().BeEquivalentTo(lost);
        _members["a"].Should().BeEquivalentTo(kept);
    }

    [Fact]
    public void A_new_leader_shares_out_at_once_what_the_old_one_ran()
    {
        Join("a");
        Join("b");
        Round();
        Lose("a");
        _leader = new IncrementalAssignor(MaxDelay, _time);

        Round().Delay.Should().Be(TimeSpan.Zero);

        _members["b"].Tasks.Should().BeEquivalentTo(_configured.Tasks);
    }

    [Fact]
    public void Without_a_delay_lost_work_moves_in_the_first_round()
    {
        _leader = new IncrementalAssignor(TimeSpan.Zero, _time);
        Join("a");
        Join("b");
        Round();
        Lose("b");

        Round();

        _members["a"].Tasks.Should().BeEquivalentTo(_configured.Tasks);
    }

    [Fact]
    public void A_connector_created_during_the_delay_starts_at_once()
    {
        Join("a");
        Join("b");
        Round();
        Lose("b");
        Round();
        _configured = Configured(4);

        Round().Delay.Should().Be(MaxDelay);

        _members["a"].Connectors.Should().Contain("c3");
    }

    [Fact]
    public void Work_that_two_members_run_is_taken_from_both()
    {
        Join("a");
        Join("b");
        Round();
        _members["b"] = _members["b"].Plus(Work.Of(["c0"], []));

        Round();

        _members.Values.Should().NotContain(m => m.Connectors.Contains("c0"));
    }

    [Fact]
    public void Revocations_one_after_the_other_come_at_growing_distances()
    {
        Join("a");
        Round();
        Join("b");
        Round().Revoked.Should().ContainKey("a");
        Join("c");
        Join("d");

        Round().Delay.Should().Be(TimeSpan.FromMilliseconds(40));
        Round().Revoked.Should().BeEmpty("the delay has not ended");
        _time.Move(TimeSpan.FromMilliseconds(40));

        Round().Revoked.Should().NotBeEmpty();
    }

    [Fact]
    public void A_deleted_connector_is_revoked_where_it_runs()
    {
        Join("a");
        Round();
        _configured = Configured(2);

        Round().Revoked["a"].Connectors.Should().Equal("c2");

        _members["a"].Should().BeEquivalentTo(_configured);
    }

    private static Work Configured(int connectors)
    {
        var names = Enumerable.Range(0, connectors).Select(c => $"c{c}").ToList();
        return Work.Of(names, names.SelectMany(c => new[] { new ConnectorTaskId(c, 0), new ConnectorTaskId(c, 1) }));
    }

    private void Join(string member) => _members[member] = Work.None;

    private Work Lose(string member) => _members.Remove(member, out var work) ? work : Work.None;

    private GroupShares Round()
    {
        var shares = _leader.Assign(_configured, _generation, ++_generation, new Dictionary<string, Work>(_members));
        foreach (var member in _members.Keys.ToList())
        {
            _members[member] = shares.Assigned[member].Plus(_members[member].Minus(shares.Revoked.GetValueOrDefault(member, Work.None)));
        }
        return shares;
    }
}
