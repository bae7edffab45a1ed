using System.Text.Json.Nodes;
using Ms2Lab.Player.Answers;

namespace Ms2Lab.Player.Tests;

public sealed class ComparisonTests
{
    [Theory]
    [InlineData("""{"a":1}""", """{"a":1.0}""")]
    [InlineData("""{"a":[1,{"b":null}]}""", """{"a":[1,{"b":null}]}""")]
    [InlineData("""{"a":1,"b":2}""", """{"b":2,"a":1}""")]
    public void Equal_answers_do_not_differ(string expected, string observed) => Paths(expected, observed).Should().BeEmpty();

    [Theory]
    [InlineData("""{"a":1}""", """{"a":"1"}""", "a")]
    [InlineData("""{"a":[1,2]}""", """{"a":[1]}""", "a")]
    [InlineData("""{"a":[1,2]}""", """{"a":[2,1]}""", "a.0", "a.1")]
    [InlineData("""{"a":null}""", "{}", "a")]
    [InlineData("{}", """{"a":null}""", "a")]
    [InlineData("""{"a":{"b":true}}""", """{"a":{"b":false}}""", "a.b")]
    public void Every_place_that_differs_is_named(string expected, string observed, params string[] paths) => Paths(expected, observed).Should().Equal(paths);

    [Fact]
    public void A_star_ignores_one_part_of_a_path() =>
        Paths("""{"tasks":[{"trace":"a","id":0}]}""", """{"tasks":[{"trace":"b","id":1}]}""", "tasks.*.trace").Should().Equal("tasks.0.id");

    [Fact]
    public void A_verdict_shows_step_path_expectation_and_observation()
    {
        var scenario = new Scenario("one", "shows it", 1, new Dictionary<string, string>(), [JsonNode.Parse("""{"rest":"GET /"}""")!.AsObject()]);

        var text = new ScenarioVerdict(scenario, null, Comparison.Of(0, Parse("""{"a":1}"""), Parse("""{"a":2}"""), [])).Describe();

        text.Should().Contain("step 0 (rest \"GET /\"), a").And.Contain("expected 1").And.Contain("observed 2");
    }

    private static IEnumerable<string> Paths(string expected, string observed, params string[] ignored) => Comparison.Of(0, Parse(expected), Parse(observed), ignored).Select(d => d.Path);

    private static JsonNode? Parse(string json) => JsonNode.Parse(json);
}
