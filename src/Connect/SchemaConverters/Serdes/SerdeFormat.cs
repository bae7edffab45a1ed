using Ms2Lab.Schemas.Formats;
using Ms2Lab.Schemas.Formats.Avro;
using Ms2Lab.Schemas.Formats.JsonSchema;
using Ms2Lab.Schemas.Formats.Protobuf;

namespace Ms2Lab.Connect.SchemaConverters.Serdes;

/// <summary>What the serializers of the three formats do alike but say differently.</summary>
/// <param name="Type">The registry's name of the format.</param>
/// <param name="Name">Its name in error texts.</param>
/// <param name="Before">What stands in error texts before a schema.</param>
/// <param name="After">What its Java class prints behind a schema's text.</param>
/// <param name="Parse">Reads a schema's text with those it refers to.</param>
internal sealed record SerdeFormat(
    string Type, string Name, string Before, string After, Func<string, IReadOnlyList<SchemaSource>, ParsedSchema> Parse)
{
    internal static SerdeFormat Avro { get; } = new("AVRO", "Avro", "", "", AvroParsedSchema.Parse);

    internal static SerdeFormat Protobuf { get; } = new("PROTOBUF", "Protobuf", ": ", "", ProtobufParsedSchema.Parse);

    internal static SerdeFormat Json { get; } = new("JSON", "JSON", ": ", "", JsonSchemaDocument.Parse);
}
