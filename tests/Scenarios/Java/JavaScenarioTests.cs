using System.Text.RegularExpressions;
using Ms2Lab.Foreign;
using Ms2Lab.Player;

namespace Ms2Lab.Scenarios.Tests;

/// <summary>Holds a stack with Kafka's own workers against the recordings that need nothing but what ships with Kafka, one test a scenario.</summary>
public abstract partial class JavaScenarioTests<TFolder, TStack>(TStack stack) : IClassFixture<TStack>
    where TFolder : IScenarioFolder
    where TStack : JavaStack
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    /// <summary>One row says it for all where they would be skipped.</summary>
    public static TheoryData<string> Scenarios => KafkaJars.AreNamed ? new(TFolder.Choose(Recordings.Below(TFolder.Folder).Where(IsOfKafkaAlone))) : new("every one");

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task Answers_are_those_of_the_real_servers(string scenario)
    {
        await KafkaJars.GetAsync();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);

        var verdict = await stack.PlayAsync(Recordings.Load(Path.Combine(TFolder.Folder, scenario)), limit.Token);

        verdict.IsSame.Should().BeTrue(verdict.Describe().Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
    }

    private static bool IsOfKafkaAlone(string scenario) =>
        !Recordings.Load(Path.Combine(TFolder.Folder, scenario)).Steps.Any(s => OtherPlugins().IsMatch(s.ToJsonString()) || s.ContainsKey("registry"));

    [GeneratedRegex(@"\b(?:io\.confluent|com\.github\.jcustenborder|io\.debezium)\.(?:[a-z]\w*\.)*[A-Z]\w*(?:Connector|Converter)\b")]
    private static partial Regex OtherPlugins();
}
