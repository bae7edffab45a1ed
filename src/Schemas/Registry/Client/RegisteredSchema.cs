namespace Ms2Lab.Schemas.Registry;

/// <summary>A schema as a registry answers it.</summary>
/// <param name="Id">Id, unique in the registry.</param>
/// <param name="Version">Version in the subject that was asked; null in an answer by id.</param>
/// <param name="SchemaType">AVRO, PROTOBUF or JSON.</param>
/// <param name="Text">The schema's text.</param>
/// <param name="References">What it refers to.</param>
public sealed record RegisteredSchema(int Id, int? Version, string SchemaType, string Text, IReadOnlyList<SchemaReference> References)
{
    /// <summary>What identifies the schema in every registry; null where the registry is older than 8.0.</summary>
    public Guid? Guid { get; init; }
}
