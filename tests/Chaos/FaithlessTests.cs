using Ms2Lab.Environments.Embedded;
using Ms2Lab.Player;

namespace Ms2Lab.Chaos.Tests;

/// <summary>That rounds can fail: connectors that lose a record, or commit too early, are found out without any fault.</summary>
public sealed class FaithlessTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    [Theory]
    [InlineData(FaithlessPlugins.ForgetfulSink, "*chaos1-jdbc has committed*but not in the table: * at (*, 20)*")]
    [InlineData(FaithlessPlugins.HastySink, "*chaos1-jdbc has committed*but not in the table: *")]
    public Task A_sink_that_commits_what_it_has_not_written_is_reported(string sink, string report) => ReportedAsync(new RoundClasses(Sink: sink), report);

    [Fact]
    public Task A_source_that_skips_a_row_is_reported() =>
        ReportedAsync(new RoundClasses(Source: FaithlessPlugins.SkippingSource), "*chaos1-source has stored position *, but not in its topic: 20*");

    private static async Task ReportedAsync(RoundClasses classes, string report)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        await using var world = new ChaosWorld(new EmbeddedWorkers(EmbeddedPlugins.Registry().With([new FaithlessPlugins()])), embeddedCount: 1, processCount: 0);
        await world.InitializeAsync();

        var playing = () => new ChaosRound(world, seed: 1, classes, isCalm: true).PlayAsync(limit.Token);

        await playing.Should().ThrowAsync<Exception>().WithMessage(report);
    }
}
