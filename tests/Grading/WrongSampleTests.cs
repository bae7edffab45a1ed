using Ms2Lab.Environments.Core;
using Ms2Lab.Fixtures;
using Ms2Lab.Labs.LabKit;
using Ms2Lab.Labs.LabKit.Running;
using Ms2Lab.Labs.LabKit.Submissions;

namespace Ms2Lab.Labs.Grading.Tests;

/// <summary>Each wrong sample of a lab earns exactly the verdicts that it declares, and the reference solution earns every point.</summary>
public abstract class WrongSamples<TLab>(LabFixture<TLab> fixture) : IClassFixture<LabFixture<TLab>>
    where TLab : Lab, new()
{
    public static TheoryData<string> Samples => [.. new TLab().WrongSamples.Select(s => Path.GetFileName(s))];

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task A_wrong_sample_earns_exactly_its_verdicts(string name)
    {
        SkipWhereServersLack();
        var sample = WrongSample.Read(fixture.Lab.WrongSamples.Single(s => Path.GetFileName(s) == name));

        var report = await fixture.RunAsync(Submission.Open(sample.Folder), TestContext.Current.CancellationToken);

        var verdicts = report.Steps.SelectMany(s => s.Checks.Select(c => KeyValuePair.Create($"{s.Id}/{c.Id}", c.Verdict)));
        verdicts.Should().BeEquivalentTo(sample.Verdicts, Details(report));
        report.AllChecks.Where(c => c.Verdict == Verdict.Failed).Should().OnlyContain(c => c.Expected!.Length > 0 && c.Observed!.Length > 0 && c.Next!.Length > 0);
    }

    protected virtual int TimesInARow => 2;

    [Fact]
    public async Task The_reference_solution_earns_every_point_each_time_that_it_is_graded_on_the_same_servers()
    {
        SkipWhereServersLack();
        for (var time = 0; time < TimesInARow; time++)
        {
            var report = await fixture.RunAsync(fixture.Lab.Solution, TestContext.Current.CancellationToken);

            report.IsPassed.Should().BeTrue(Details(report));
            report.Score.Earned.Should().Be(fixture.Lab.Steps.SelectMany(s => s.Checks).Sum(c => c.Points)).And.Be(report.Score.Possible);
        }
    }

    private void SkipWhereServersLack()
    {
        var lacking = fixture.Lab.Parts & ~fixture.Endpoints.Parts;
        Assert.SkipWhen(lacking != Parts.None, $"the {fixture.Environment.Backend} backend has no {lacking.ToText()}");
    }

    private static string Details(LabReport report) =>
        string.Join("; ", report.Steps.SelectMany(s => s.Checks.Where(c => c.Verdict != Verdict.Passed).Select(c => $"{s.Id}/{c.Id}: {ReportText.Of(c).ReplaceLineEndings(", ")}"))).Replace("{", "{{").Replace("}", "}}");
}

public sealed class Lab_02_mysql(LabFixture<MySqlLab> fixture) : WrongSamples<MySqlLab>(fixture);

public sealed class Lab_03_redis(LabFixture<RedisLab> fixture) : WrongSamples<RedisLab>(fixture);

public sealed class Lab_04_mysql_sink(LabFixture<MySqlSinkLab> fixture) : WrongSamples<MySqlSinkLab>(fixture);

public sealed class Lab_05_insert_versus_upsert(LabFixture<InsertVersusUpsertLab> fixture) : WrongSamples<InsertVersusUpsertLab>(fixture);

public sealed class Lab_06_serializers(LabFixture<SerializersLab> fixture) : WrongSamples<SerializersLab>(fixture);

public sealed class Lab_07_mysql_source(LabFixture<MySqlSourceLab> fixture) : WrongSamples<MySqlSourceLab>(fixture);

public sealed class Lab_08_redis_sink(LabFixture<RedisSinkLab> fixture) : WrongSamples<RedisSinkLab>(fixture);

public sealed class Lab_09_availability(LabFixture<AvailabilityLab> fixture) : WrongSamples<AvailabilityLab>(fixture)
{
    // Half a minute of waiting for sessions to end; its two samples, which are right but for the last steps, come on the same servers too.
    protected override int TimesInARow => 1;
}

public sealed class Lab_10_why_connectors(LabFixture<WhyConnectorsLab> fixture) : WrongSamples<WhyConnectorsLab>(fixture);
