using Ms2Lab.Connect.Runtime;

namespace Ms2Lab.Connect.Tests.Runtime;

public sealed class WorkerPropertiesTests
{
    [Theory]
    [InlineData("a=b", "a", "b")]
    [InlineData("  a : b ", "a", "b ")]
    [InlineData("a b=c", "a", "b=c")]
    [InlineData("a", "a", "")]
    [InlineData("a\\=b=c\\u0041\\t\\q", "a=b", "cA\tq")]
    [InlineData("# comment \\\na=b,\\\r\n   c", "a", "b,c")]
    [InlineData("a=b\\\\", "a", "b\\")]
    [InlineData("a=1\na=2", "a", "2")]
    public void A_line_reads_as_java_reads_it(string text, string key, string value) =>
        WorkerProperties.Parse(text).Should().Equal(new Dictionary<string, string> { [key] = value });

    [Fact]
    public void A_broken_escape_is_refused() =>
        FluentActions.Invoking(() => WorkerProperties.Parse("a=\\u00g1")).Should().Throw<FormatException>().WithMessage("Malformed \\uxxxx encoding.");
}
