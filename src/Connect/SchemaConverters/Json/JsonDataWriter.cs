using System.Collections.Concurrent;
using System.Text;
using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.SchemaConverters.Serdes;
using Ms2Lab.Schemas.Formats.Json;
using Ms2Lab.Schemas.Formats.JsonSchema;
using Ms2Lab.Schemas.Formats.JsonSchema.Validation;

namespace Ms2Lab.Connect.SchemaConverters.Json;

/// <summary>Connect values to JSON behind a schema's id. What a schema asks for is worked out once for a topic and Connect schema. For one flow of control.</summary>
internal sealed class JsonDataWriter(SchemaIds ids, SubjectNames subjects, SerdeConfig config, JsonDataOptions options, bool isKey)
{
    private readonly ConcurrentDictionary<Schema, JsonSchemaDocument> documents = new();
    private readonly ConcurrentDictionary<(string Topic, Schema Schema), (SchemaId Id, JsonSchemaDocument Target)> destinations = new();
    private readonly SchemaIdWriter framing = new(config, SerdeFormat.Json, isKey);
    private readonly ConnectToJsonValue values = new(options);
    private readonly bool validates = config.Flag("json.fail.invalid.schema", false);
    private readonly StringBuilder text = new();

    /// <summary>Writes a value; null for a tombstone. A null of an optional schema is the JSON null.</summary>
    /// <exception cref="DataException">The value is not of its schema.</exception>
    /// <exception cref="JavaException">A fault of the registry or of the schema, as the Java serializer reports it.</exception>
    internal byte[]? Write(string topic, ConnectHeaders? headers, Schema? schema, object? value)
    {
        if (schema is null)
        {
            return value is null ? null : throw SerdeFault.Of("Error serializing JSON message", new JavaException("java.lang.NullPointerException", null));
        }

        if (!documents.TryGetValue(schema, out var document))
        {
            document = config.Remember(documents, schema, new ConnectToJsonSchema(options).Translate(schema));
        }

        // The value is checked before the registry hears of its schema.
        text.Clear();
        if (!values.Append(text, schema, value))
        {
            return null;
        }

        if (!destinations.TryGetValue((topic, schema), out var destination))
        {
            var (id, target) = ids.For(subjects.Of(topic, document.Name), document);
            destination = config.Remember(destinations, (topic, schema), (id, (JsonSchemaDocument)target));
        }

        var payload = text.ToString();
        if (validates && JsonSchemaValidator.Validate(destination.Target.Root, JsonText.Parse(payload)) is { } violation)
        {
            throw SerdeFault.Of("Error serializing JSON message", SerdeFault.Of(
                $"Validation error in JSON, Error report:\n{violation.Message}",
                new JavaException("org.everit.json.schema.ValidationException", violation.Message)));
        }

        return framing.Message(headers, destination.Id, [], Encoding.UTF8.GetBytes(payload));
    }
}
