namespace Ms2Lab.Kafka.Tests.Fuzz;

/// <summary>As much as the default suite has time for; tests/KafkaFuzz plays a hundred thousand frames.</summary>
public sealed class BriefFuzzTests
{
    [Fact]
    public Task Hostile_frames_are_answered_or_close_their_connection_and_disturb_nobody() => FuzzScenario.PlayAsync(first: 0, count: 3000);
}
