using Ms2Lab.Schemas.Formats.Avro;

namespace Ms2Lab.Schemas.Tests;

/// <summary>Where Avro 1.12.1 for Java sees a fault (SchemaCompatibility), at the corners where one would expect it elsewhere.</summary>
public sealed class AvroCompatibilityTests
{
    [Theory]
    [InlineData("a branch of a union that is none any more", """["null","int"]""", "\"int\"", "TYPE_MISMATCH /0")]
    [InlineData("a field of it", """{"type":"record","name":"R","fields":[{"name":"a","type":["null","int"]}]}""", """{"type":"record","name":"R","fields":[{"name":"a","type":"int"}]}""", "TYPE_MISMATCH /fields/0/type/0")]
    [InlineData("a new enum with a default of its own, but none of the field", """{"type":"record","name":"R","fields":[]}""", """{"type":"record","name":"R","fields":[{"name":"e","type":{"type":"enum","name":"E","symbols":["A"],"default":"A"}}]}""", "TYPE_MISMATCH /fields/0/type")]
    [InlineData("a type that is used twice", """{"type":"record","name":"R","fields":[{"name":"a","type":{"type":"record","name":"P","fields":[{"name":"x","type":"long"}]}},{"name":"b","type":"P"}]}""", """{"type":"record","name":"R","fields":[{"name":"a","type":{"type":"record","name":"P","fields":[{"name":"x","type":"int"}]}},{"name":"b","type":"P"}]}""", "TYPE_MISMATCH /fields/0/type/fields/0/type, TYPE_MISMATCH /fields/0/type/fields/0/type")]
    [InlineData("a type inside itself", """{"type":"record","name":"R","fields":[{"name":"next","type":["null","R"]},{"name":"x","type":"long"}]}""", """{"type":"record","name":"R","fields":[{"name":"next","type":["null","R"]},{"name":"x","type":"int"}]}""", "TYPE_MISMATCH /fields/1/type")]
    public void Faults_are_where_Avro_sees_them(string change, string writer, string reader, string faults) =>
        string.Join(", ", AvroCompatibility.Check(AvroSchema.Parse(reader), AvroSchema.Parse(writer)).Select(d => $"{d.Type} {d.Path}")).Should().Be(faults, change);

    [Fact]
    public void A_field_that_two_fields_could_fill_ends_the_comparison()
    {
        var reader = AvroSchema.Parse("""{"type":"record","name":"R","fields":[{"name":"a","aliases":["b"],"type":"int"}]}""");
        var writer = AvroSchema.Parse("""{"type":"record","name":"R","fields":[{"name":"a","type":"int"},{"name":"b","type":"int"}]}""");

        AvroCompatibility.Check(reader, writer).Should().ContainSingle().Which.Describe("new", "old").Should().Be(
            $"Unexpected exception during compatibility check: Reader record field a type:INT pos:0 matches multiple fields in writer record schema {writer}");
    }
}
