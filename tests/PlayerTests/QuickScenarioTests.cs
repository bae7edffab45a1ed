namespace Ms2Lab.Player.Tests;

/// <summary>A handful of the recorded scenarios, one of each kind of server; the slow suite plays them all.</summary>
public sealed class QuickScenarioTests(EmbeddedStack stack) : IClassFixture<EmbeddedStack>
{
    [Theory]
    [InlineData("rest/accept-header-must-allow-json")]
    [InlineData("runtime/errors/dead-letter-context-of-a-value")]
    [InlineData("jdbc-sink/auto-evolve-adds-an-optional-column")]
    [InlineData("redis-sink/offset-keys-hold-the-next-offset")]
    [InlineData("registry/content-types")]
    [InlineData("converters-registry/avro-smart-meter-upserts")]
    public async Task Answers_are_those_of_the_real_servers(string scenario) =>
        Recordings.Check(await stack.PlayAsync(Recordings.Load(scenario), TestContext.Current.CancellationToken));
}
