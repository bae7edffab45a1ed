using Ms2Lab.Schemas.Registry;

namespace Ms2Lab.Schemas.Serializers;

/// <summary>A schema as it is registered.</summary>
/// <param name="Type">AVRO, PROTOBUF or JSON.</param>
/// <param name="Text">Its text.</param>
/// <param name="Name">Name of the record or message, or title; null when there is none.</param>
/// <param name="References">What it refers to.</param>
internal sealed record SchemaText(string Type, string Text, string? Name, IReadOnlyList<SchemaReference> References);
