using Ms2Lab.Schemas.Tests.Generators;

namespace Ms2Lab.SchemasFuzz.Tests;

public sealed class MutatedMessageTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_hundred_thousand_mutated_messages_are_read_or_refused_but_never_break_a_codec(int seed) =>
        MutatedMessages.Read(seed, count: 25_000).Should().BePositive();
}
