using System.Text.RegularExpressions;

namespace Ms2Lab.Kafka.Tests.Vectors;

/// <summary>The conversations of the real broker 4.3.1, answered by the embedded one. What differs stands in GAPS.md with its reason.</summary>
public sealed partial class RecordedConversationTests(PlayedConversations played) : IClassFixture<PlayedConversations>
{
    public static TheoryData<string> Names { get; } = new(PlayedConversations.Names);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_conversation_goes_as_with_the_real_broker_or_stands_in_the_gaps(string name)
    {
        // When
        var differences = await played.DifferencesOfAsync(name);

        // Then
        if (Listed().Contains(name))
        {
            differences.Should().NotBeEmpty($"{name} goes as with the real broker now: take its line out of GAPS.md");
        }
        else
        {
            differences.Should().BeEmpty($"{name} should go as with the real broker, or stand in GAPS.md with its reason");
        }
    }

    [Fact]
    public void Gaps_name_only_conversations_that_there_are() => Listed().Should().BeSubsetOf(PlayedConversations.Names);

    private static List<string> Listed()
    {
        var gaps = File.ReadAllText(Path.Combine(VectorFolder.Repository, "src/Kafka/Broker/GAPS.md"));
        return [.. Conversations().Matches(gaps).SelectMany(m => Name().Matches(m.Value)).Select(m => m.Groups[1].Value)];
    }

    [GeneratedRegex(@"Conversations? `[^:]+:")]
    private static partial Regex Conversations();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Name();
}
