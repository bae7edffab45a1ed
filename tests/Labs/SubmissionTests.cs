using Ms2Lab.Labs.LabKit.Submissions;

namespace Ms2Lab.Labs.Tests;

public sealed class SubmissionTests : IDisposable
{
    private const string Sink = "\"connector.class\": \"io.confluent.connect.jdbc.JdbcSinkConnector\", \"topics\": \"readings\"";
    private readonly string _folder = Directory.CreateTempSubdirectory("ms2lab-test-").FullName;

    [Theory]
    [InlineData("{\"name\": \"x\", \"config\": {" + Sink + ", \"tasks.max\": 1}}", "REST")]
    [InlineData("{" + Sink + ", \"name\": \"x\", \"tasks.max\": \"1\"}", "bare")]
    public void A_connector_is_found_by_its_topic_in_either_form(string json, string dialect)
    {
        Write("deep/any-name.json", json);
        Write("package.json", "{\"name\": \"something else\"}");

        var found = ConnectorFiles.ForTopic(Submission.Open(_folder), "readings");

        found.Dialect.Should().Be(dialect);
        found.Config.Should().Contain("tasks.max", "1").And.NotContainKey("name");
    }

    [Fact]
    public void Confluent_Cloud_names_become_those_of_Connect()
    {
        Write("cloud.json", """
            {"connector.class": "MySqlSink", "topics": "readings", "connection.host": "db.example", "connection.port": "3307", "db.name": "Readings", "connection.user": "usr",
             "input.data.format": "AVRO", "input.key.format": "STRING", "insert.mode": "UPSERT", "pk.mode": "record_value", "pk.fields": "ID", "kafka.api.key": "secret"}
            """);

        var found = ConnectorFiles.ForTopic(Submission.Open(_folder), "readings");

        found.Dialect.Should().Be("Confluent Cloud");
        found.Config.Should().BeEquivalentTo(new Dictionary<string, string>
        {
            ["connector.class"] = "io.confluent.connect.jdbc.JdbcSinkConnector", ["topics"] = "readings", ["connection.url"] = "jdbc:mysql://db.example:3307/Readings",
            ["connection.user"] = "usr", ["value.converter"] = "io.confluent.connect.avro.AvroConverter", ["key.converter"] = "org.apache.kafka.connect.storage.StringConverter",
            ["insert.mode"] = "UPSERT", ["pk.mode"] = "record_value", ["pk.fields"] = "ID", ["max.retries"] = "0",
        });
    }

    [Fact]
    public void Two_connectors_for_one_topic_are_named_both()
    {
        Write("one.json", "{" + Sink + "}");
        Write("copy of one.json", "{" + Sink + "}");

        Finding("readings").Should().Throw<ArtifactException>().Which.Observed.Should().Be("2: copy of one.json, one.json");
    }

    [Fact]
    public void A_comment_in_JSON_is_named_with_its_line_and_only_where_it_matters()
    {
        Write("commented.json", "{\n  // my sink\n  " + Sink + "\n}");
        Write("other.json", "{" + Sink.Replace("readings", "other") + "}");

        Finding("readings").Should().Throw<ArtifactException>().Which.Observed.Should().Be("commented.json, line 2: a comment, which JSON does not have");
        Finding("other").Should().NotThrow();
    }

    [Fact]
    public void An_empty_folder_says_what_is_missing() => Finding("readings").Should().Throw<ArtifactException>().WithMessage("Expected one connector configuration*readings*found no file*");

    [Fact]
    public void Links_and_hidden_files_of_a_submission_are_not_followed()
    {
        Write(".git/config.json", "{" + Sink + "}");
        File.CreateSymbolicLink(Path.Combine(_folder, "passwd.json"), "/etc/passwd");

        Submission.Open(_folder).Paths.Should().BeEmpty();
    }

    [Fact]
    public void A_script_is_split_at_semicolons_outside_of_quotes_and_comments()
    {
        var script = new SubmissionFile("a.sql", "-- first; not a statement\nINSERT INTO t VALUES ('a;b', \"c\\\";d\"); /* ; */ SELECT `x;y` # end;\n FROM t");

        SqlScripts.Split(script).Select(s => s.Text).Should().Equal("INSERT INTO t VALUES ('a;b', \"c\\\";d\")", "SELECT `x;y`  \n FROM t");
    }

    [Fact]
    public void A_redis_cli_line_is_read_with_its_options_and_files()
    {
        var line = RedisCliScripts.Parse(new("s.sh", ""), "redis-cli -h some.host -p 6379 -a 'pass word' -n 3 -x set \"my key\" < image.jpg # send");

        line.Should().BeEquivalentTo(new { Database = 3, TakesInput = true, Input = "image.jpg", Words = new[] { "set", "my key" } });
    }

    [Theory]
    [InlineData("redis-cli get a | sort")]
    [InlineData("redis-cli --eval x.lua")]
    [InlineData("redis-cli -n last get a")]
    [InlineData("redis-cli -n 1")]
    public void What_would_need_a_shell_or_is_unknown_is_refused(string line) =>
        FluentActions.Invoking(() => RedisCliScripts.Parse(new("s.sh", ""), line)).Should().Throw<ArtifactException>().WithMessage("*s.sh*" + line.Replace("*", "") + "*");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Action Finding(string topic) => () => ConnectorFiles.ForTopic(Submission.Open(_folder), topic);

    private void Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
