using Ms2Lab.Schemas.Formats.Avro;

namespace Ms2Lab.Schemas.Tests;

public sealed class AvroVectorTests
{
    [Fact]
    public void Canonical_forms_and_fingerprints_are_those_of_the_specification()
    {
        var lines = File.ReadAllLines(Path.Combine(VectorFolder.Require("avro"), "schema-tests.txt"));
        AvroSchema? schema = null;
        var cases = 0;
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].StartsWith("<<INPUT", StringComparison.Ordinal))
            {
                var inline = lines[i]["<<INPUT".Length..].Trim();
                if (inline.Length == 0)
                {
                    for (i++; lines[i] != "INPUT"; i++)
                    {
                        inline += lines[i] + "\n";
                    }
                }

                schema = AvroSchema.Parse(inline);
                cases++;
            }
            else if (lines[i].StartsWith("<<canonical", StringComparison.Ordinal))
            {
                AvroFingerprint.Canonical(schema!).Should().Be(lines[i]["<<canonical".Length..].Trim());
            }
            else if (lines[i].StartsWith("<<fingerprint", StringComparison.Ordinal))
            {
                AvroFingerprint.Crc64(schema!).ToString(System.Globalization.CultureInfo.InvariantCulture).Should().Be(lines[i]["<<fingerprint".Length..].Trim());
            }
        }

        cases.Should().BeGreaterThan(20);
    }

    [Theory]
    [InlineData("""{"type":"record","name":"my-table","fields":[]}""", "Illegal character in: my-table")]
    [InlineData("""{"type":"record","name":"1a","fields":[]}""", "Illegal initial character: 1a")]
    [InlineData("""{"type":"record"}""", """No name in schema: {"type":"record"}""")]
    [InlineData("\"org.Person\"", "Undefined schema: org.Person")]
    public void Bad_schema_is_refused_with_the_text_of_Avro(string text, string message)
    {
        var parse = () => AvroSchema.Parse(text);
        parse.Should().Throw<AvroSchemaException>().WithMessage(message);
    }

    [Fact]
    public void Schema_nested_a_thousand_deep_is_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("""{"type":"array","items":""", 1000)) + "\"int\"" + new string('}', 1000);
        var parse = () => AvroSchema.Parse(deep);
        parse.Should().Throw<AvroSchemaException>();
    }
}
