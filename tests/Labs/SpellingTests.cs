using Ms2Lab.Labs.LabKit;

namespace Ms2Lab.Labs.Tests;

public sealed class SpellingTests
{
    [Theory]
    [InlineData("mysq", "mysql")]
    [InlineData("MYSQL", "mysql")]
    [InlineData("reddis", "redis")]
    [InlineData("insert-vs-upsert", "insert-versus-upsert")]
    [InlineData("kubernetes", null)]
    public void The_nearest_name_is_guessed_and_none_where_none_is_near(string written, string? meant) =>
        Spelling.Nearest(written, LabCatalog.All.Select(l => l.Id)).Should().Be(meant);
}
