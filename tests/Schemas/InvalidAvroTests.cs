using Ms2Lab.Schemas.Formats;
using Ms2Lab.Schemas.Formats.Avro;

namespace Ms2Lab.Schemas.Tests;

/// <summary>What Avro 1.12.1 for Java says about schemas that it refuses.</summary>
public sealed class InvalidAvroTests
{
    private const string Place = " at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: ";

    [Theory]
    [InlineData("""{"type":"record","name":"R","fields":["int"]}""", "No field name: \"int\"")]
    [InlineData("""{"type":"record","name":"R","namespace":"a-b","fields":[]}""", "Namespace part \"a-b\" is invalid: Illegal character in: a-b")]
    [InlineData("""{"type":"record","name":"R","namespace":"a..b","fields":[]}""", "Namespace part \"\" is invalid: Empty name")]
    [InlineData("""{"type":"record","name":"R","fields":[{"name":"a","type":"int","order":"sideways"}]}""", "No enum constant org.apache.avro.Schema.Field.Order.SIDEWAYS")]
    [InlineData("""{"type":"record","name":"R","fields":[{"name":"a","type":"int","aliases":"b"}]}""", "aliases not an array: {\"name\":\"a\",\"type\":\"int\",\"aliases\":\"b\"}")]
    [InlineData("""{"type":"enum","name":"E","symbols":["A"],"default":"B"}""", "The Enum Default: B is not in the enum symbol set: [A]")]
    [InlineData("""{"type":"enum","name":"E","symbols":[1]}""", "Null name")]
    [InlineData("""[{"type":"record","name":"A","fields":[]},{"type":"record","name":"A","fields":[]}]""", "Duplicate in union:A")]
    [InlineData("""{"type":"record","name":"R","fields":[{"name":"a","type":{"type":"record","name":"R","fields":[]}}]}""", "Can't redefine: R")]
    [InlineData("""{"type":{"type":"int"}}""", "No type: {\"type\":{\"type\":\"int\"}}")]
    [InlineData("""{"type":"int"} x""", "dangling content after end of schema: x")]
    [InlineData("int", "com.fasterxml.jackson.core.JsonParseException: Unrecognized token 'int': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')\n" + Place + "1]")]
    [InlineData(
        """{"type":"int" """,
        "com.fasterxml.jackson.core.io.JsonEOFException: Unexpected end-of-input: expected close marker for Object (start marker at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: 1])\n" + Place + "15]")]
    [InlineData("""{"type":"int" "x":1}""", "com.fasterxml.jackson.core.JsonParseException: Unexpected character ('\"' (code 34)): was expecting comma to separate Object entries\n" + Place + "15]")]
    [InlineData("""{"type":"int","x":01}""", "com.fasterxml.jackson.core.JsonParseException: Invalid numeric value: Leading zeroes not allowed\n" + Place + "20]")]
    [InlineData("""{"type":"record","name":"R","fields":[}""", "com.fasterxml.jackson.core.JsonParseException: Unexpected close marker '}': expected ']' (for Array starting at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: 38])\n" + Place + "39]")]
    public void Refusal_has_the_words_of_Avro(string text, string words)
    {
        var parsing = () => AvroParsedSchema.Parse(text, [], AvroChecks.New);

        parsing.Should().Throw<InvalidSchemaException>().Which.Message.Should().Be(words);
    }

    [Theory]
    [InlineData("""{"type":"record","name":"R","fields":[{"name":"a","type":"float","default":"NaN"}]}""")]
    [InlineData("""{"type":"record","name":"R","fields":[{"name":"a","type":{"type":"enum","name":"E","symbols":["A"]},"default":"B"}]}""")]
    [InlineData("""{"type":"record","name":"R","fields":[{"name":"a","type":{"type":"fixed","name":"F","size":1}},{"name":"b","type":{"type":"fixed","name":"F","size":1}}]}""")]
    public void Odd_schemas_that_Avro_takes_are_taken(string text) => AvroParsedSchema.Parse(text, []).CanonicalText.Should().NotBeEmpty();

    [Fact]
    public void Hostile_depth_is_refused_and_ends_no_process()
    {
        var parsing = () => AvroParsedSchema.Parse(new string('[', 200_000), []);

        parsing.Should().Throw<InvalidSchemaException>().WithMessage("*Document nesting depth (1001) exceeds the maximum allowed*");
    }
}
