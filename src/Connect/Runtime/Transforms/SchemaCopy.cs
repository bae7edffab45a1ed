using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Transforms;

/// <summary>Starts schemas like others.</summary>
internal static class SchemaCopy
{
    /// <summary>A builder with the name, version, documentation and parameters of a schema, but neither its optionality nor its default.</summary>
    public static SchemaBuilder BasicsOf(Schema source, SchemaBuilder builder) =>
        builder.Name(source.Name).Version(source.Version).Doc(source.Doc).Parameters(source.Parameters);

    /// <summary>The same on a builder of the schema's own type.</summary>
    public static SchemaBuilder BasicsOf(Schema source) => BasicsOf(
        source, source.Type == SchemaType.Array ? SchemaBuilder.Array(source.ValueSchema) : new SchemaBuilder(source.Type));
}
