using System.Text.Json.Nodes;
using Ms2Lab.Connect.Runtime.Group;
using Ms2Lab.Connect.Runtime.Rest;

namespace Ms2Lab.Connect.Tests.Runtime;

/// <summary>Holds the assignor against rounds that the leader of the real Connect computed: members come and go, rounds fail, connectors change, time passes.</summary>
public sealed class AssignorHistoryTests
{
    public static TheoryData<int> Seeds => new(AssignorHistory.All.Keys);

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_round_is_computed_as_the_real_leader_does(int seed)
    {
        var history = AssignorHistory.All[seed];
        var time = new ManualTime();
        var leader = new IncrementalAssignor(history.MaxDelay, time);
        foreach (var (round, number) in history.Rounds.Select((r, i) => (r, i)))
        {
            time.Move(DateTimeOffset.FromUnixTimeMilliseconds(round["now"]!.GetValue<long>()) - time.GetUtcNow());

            var shares = leader.Assign(
                Configured(round["configured"]!.AsObject()), round["last"]!.GetValue<int>(), round["generation"]!.GetValue<int>(), AssignorHistory.ByMember(round["members"]!));

            foreach (var (part, shown) in new[] { ("assigned", shares.Assigned), ("revoked", shares.Revoked), ("owned", shares.Owned) })
            {
                Text(shown).Should().Be(Text(AssignorHistory.ByMember(round[part]!)), $"that is what is {part} in round {number}");
            }
            shares.Delay.Should().Be(TimeSpan.FromMilliseconds(round["delay"]!.GetValue<int>()), $"that is the delay of round {number}");
        }
    }

    private static Work Configured(JsonObject connectors) => Work.Of(
        connectors.Select(c => c.Key), connectors.SelectMany(c => Enumerable.Range(0, c.Value!.GetValue<int>()).Select(t => new ConnectorTaskId(c.Key, t))));

    // Members without anything may be left out.
    private static string Text(IReadOnlyDictionary<string, Work> shares) => string.Join(
        '\n', shares.Where(s => !s.Value.IsEmpty).OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => $"{s.Key}: {Text(s.Value.Sorted())}"));

    private static string Text(Work work) => $"{string.Join(", ", work.Connectors)}; {string.Join(", ", work.Tasks)}";
}
