using System.Text;
using System.Text.Json.Nodes;
using Ms2Lab.Player.Answers;

namespace Ms2Lab.Player.Tests;

public sealed class AnswerTests
{
    private static readonly NormalForm Form = new([("127.0.0.1:40001", "${mysql}"), ("127.0.0.1:4000", "${redis}")]);

    [Theory]
    [InlineData("at 127.0.0.1:40001 and 127.0.0.1:4000", "at ${mysql} and ${redis}")]
    [InlineData("java.lang.A: no\n\tat b.C(D.java:1)\n\t... 3 more\nCaused by: e\n", "java.lang.A: no\nCaused by: e")]
    [InlineData("id 0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f at 1700000000123 of X@1a2b3c", "id <uuid> at <time> of X@<hash>")]
    [InlineData("user 'lab'@'127.0.0.1'", "user 'lab'@'<client>'")]
    [InlineData("available connectors are: A,\nB", "available connectors are: <list>")]
    public void What_changes_from_run_to_run_becomes_a_mark(string answer, string normal) => Form.Of(JsonValue.Create(answer))!.GetValue<string>().Should().Be(normal);

    [Fact]
    public void Times_and_the_prose_of_settings_become_marks_and_other_numbers_stay() =>
        Form.Of(JsonNode.Parse("""{"at":1700000000123,"n":170,"documentation":"What it does."}"""))!.ToJsonString().Should().Be("""{"at":"\u003Ctime\u003E","n":170,"documentation":"\u003Ctext\u003E"}""");

    [Theory]
    [InlineData("""{"tasks.#":2,"tasks.0.state":"RUNNING"}""", true)]
    [InlineData("""{"tasks.1.state":["PAUSED","FAILED"]}""", true)]
    [InlineData("""{"tasks.1.trace":{"matches":"dupl.*key"}}""", true)]
    [InlineData("""{"tasks.2.state":"RUNNING"}""", false)]
    [InlineData("""{"tasks.#":3}""", false)]
    [InlineData("""{"tasks.0.trace":null}""", true)]
    public void Conditions_hold_where_every_path_is_as_wanted(string until, bool holds) => Conditions.Hold(
        JsonNode.Parse("""{"tasks":[{"state":"RUNNING"},{"state":"FAILED","trace":"a duplicate key"}]}"""), JsonNode.Parse(until)!.AsObject()).Should().Be(holds);

    [Theory]
    [InlineData("text\tand\nlines", "\"text\\tand\\nlines\"")]
    [InlineData("", "\"\"")]
    [InlineData("a\rb", """{"hex":"610d62"}""")]
    public void Bytes_that_print_are_text_and_others_are_hex(string text, string shown) => PlainValue.OfBytes(Encoding.UTF8.GetBytes(text))!.ToJsonString().Should().Be(shown);

    [Fact]
    public void Captured_ids_are_shown_by_name_where_recordings_have_them() => new NamedIds(new Dictionary<string, long> { ["a"] = 17 })
        .In(JsonNode.Parse("""{"id":17,"text":"Schema 17 not 18","list":[17,18],"value":{"hex":"000000001102ff"}}"""))!.ToJsonString()
        .Should().Be("""{"id":"${a}","text":"Schema ${a} not 18","list":["${a}",18],"value":{"hex":"00{a:08x}02ff"}}""");

    [Fact]
    public void Compact_json_is_written_as_it_was_recorded() =>
        PythonJson.Write(JsonNode.Parse("""{ "ü" : [1.50, "\u0001\"/🔑\u007f", true, null] }""")).Should().Be("{\"ü\":[1.50,\"\\u0001\\\"/🔑\u007f\",true,null]}");
}
