using Ms2Lab.Connect.Jdbc.Database;

namespace Ms2Lab.Connect.Tests.Jdbc;

public sealed class JdbcUrlTests
{
    [Theory]
    [InlineData("jdbc:mysql://db:3307/vectors", "db", 3307u, "vectors")]
    [InlineData("jdbc:mariadb://db/vectors", "db", 3306u, "vectors")]
    [InlineData("jdbc:mysql://[::1]:3307", "::1", 3307u, "")]
    [InlineData("jdbc:mysql:///vectors", "localhost", 3306u, "vectors")]
    public void Address_and_database_are_read_with_the_drivers_defaults(string text, string host, uint port, string database)
    {
        var url = JdbcUrl.Parse(text);

        (url.Host, url.Port, url.Database).Should().Be((host, port, database));
    }

    [Fact]
    public void Properties_follow_the_question_mark_percent_decoded()
    {
        var url = JdbcUrl.Parse("jdbc:mysql://db/vectors?sslMode=REQUIRED&password=a%26b");

        url.Properties.Should().Equal(new Dictionary<string, string> { ["sslMode"] = "REQUIRED", ["password"] = "a&b" });
        url.ToConnectionString("lab", null).Password.Should().Be("a&b");
    }

    [Theory]
    [InlineData("jdbc:postgresql://db/vectors", "is not a JDBC URL of MySQL")]
    [InlineData("jdbc:mysql://db:port/vectors", "'port' is not a port number")]
    [InlineData("jdbc:mysql://a,b/vectors", "names several hosts")]
    public void What_cannot_be_reached_is_named(string text, string message)
    {
        var parse = () => JdbcUrl.Parse(text);

        parse.Should().Throw<FormatException>().WithMessage($"*{message}*");
    }
}
