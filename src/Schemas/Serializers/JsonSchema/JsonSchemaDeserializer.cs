using System.Text.Json;
using Ms2Lab.Schemas.Registry;

namespace Ms2Lab.Schemas.Serializers;

/// <summary>Reads JSON behind the id of its schema. The schema must be known to the registry; the value is not checked against it.</summary>
/// <typeparam name="T">A class that System.Text.Json reads.</typeparam>
/// <param name="client">Asks the registry; stays its owner's.</param>
/// <param name="json">How JSON is read.</param>
public sealed class JsonSchemaDeserializer<T>(RegistryClient client, JsonSerializerOptions? json = null) : RegistryDeserializer<T>(client)
{
    private protected override PayloadReader<T> Plan(RegisteredSchema writer) => writer.SchemaType == "JSON"
        ? payload => JsonSerializer.Deserialize<T>(payload, json)!
        : throw new SchemaMismatchException($"Schema {writer.Id} is of type {writer.SchemaType}, and the reader wants JSON.");
}
