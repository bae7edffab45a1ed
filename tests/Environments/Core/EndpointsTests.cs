using Ms2Lab.Environments.Core;

namespace Ms2Lab.Environments.Tests.Core;

public sealed class EndpointsTests
{
    private const string File =
        """
        {"version": 1, "backend": "embedded", "bootstrap": "127.0.0.1:9092", "registry": "127.0.0.1:8081", "mysql": "127.0.0.1:3306", "redis": "127.0.0.1:6379",
         "connect": ["http://127.0.0.1:8083"], "workers": [{"url": "http://127.0.0.1:8083", "pid": 4711, "start": ["program", "argument"], "colour": "red"}],
         "credentials": {"mysql": {"user": "root", "password": ""}, "redis": {"password": null}, "kafka": {"mechanism": "PLAIN", "username": "u", "password": "p", "tls": true}},
         "note": {"from": "a later version"}}
        """;

    [Fact]
    public void File_survives_a_round_trip_with_members_that_nobody_here_knows()
    {
        var read = Endpoints.Parse(File);
        var again = Endpoints.Parse(read.ToJson());

        again.Parts.Should().Be(Parts.All);
        again.Bootstrap.Should().Be("127.0.0.1:9092");
        again.ConnectUris.Should().Equal(new Uri("http://127.0.0.1:8083"));
        again.RegistryUri.Should().Be(new Uri("http://127.0.0.1:8081"));
        again.Workers![0].Pid.Should().Be(4711);
        again.Workers[0].Start.Should().Equal("program", "argument");
        again.Workers[0].Unknown!["colour"].GetString().Should().Be("red");
        again.Credentials!.Kafka!.SecurityProtocol.Should().Be("SASL_SSL");
        again.Credentials.MySql!.Password.Should().BeEmpty();
        again.Unknown!["note"].GetProperty("from").GetString().Should().Be("a later version");
        again.ToJson().Should().Be(read.ToJson());
    }

    [Fact]
    public void File_that_names_no_version_is_of_the_first() =>
        Endpoints.Parse("""{"bootstrap": "127.0.0.1:9092"}""").Should().BeEquivalentTo(new { Version = 1, Bootstrap = "127.0.0.1:9092" });

    [Theory]
    [InlineData("{\"version\": 2}", "*of version 2*reads version 1*")]
    [InlineData("{\"connect\": \"http://x\"}", "*not an endpoints file*$.connect*line 1*")]
    [InlineData("{", "*not an endpoints file*")]
    [InlineData("null", "*null*")]
    public void Malformed_file_is_refused_with_the_place_and_what_to_do(string json, string message) =>
        FluentActions.Invoking(() => Endpoints.Parse(json)).Should().Throw<EnvironmentException>().WithMessage(message).Which.Next.Should().Contain("lab up --json");

    [Fact]
    public void Missing_file_is_named() =>
        FluentActions.Invoking(() => Endpoints.Load("/nowhere/endpoints.json")).Should().Throw<EnvironmentException>().WithMessage("*/nowhere/endpoints.json*");

    [Fact]
    public void Parts_are_read_as_people_type_them()
    {
        PartsNames.Parse(" Kafka, mysql,").Should().Be(Parts.Kafka | Parts.MySql);
        (Parts.Connect | Parts.Redis).ToText().Should().Be("connect,redis");
        FluentActions.Invoking(() => PartsNames.Parse("mongodb")).Should().Throw<EnvironmentException>().WithMessage("*'mongodb'*kafka,connect,mysql,redis,registry*");
    }
}
