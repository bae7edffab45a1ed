using System.Text;
using System.Text.Json;
using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.SchemaConverters.Serdes;
using Ms2Lab.Schemas.Formats;
using Ms2Lab.Schemas.Formats.Json;
using Ms2Lab.Schemas.Formats.JsonSchema;
using Ms2Lab.Schemas.Formats.JsonSchema.Validation;
using Ms2Lab.Schemas.Registry;

namespace Ms2Lab.Connect.SchemaConverters.Json;

/// <summary>JSON behind a schema's id to Connect values.</summary>
internal sealed class JsonDataReader(RegistryClient client, SubjectNames subjects, SerdeConfig config, JsonDataOptions options, bool isKey)
    : SchemaReader<JsonDataReader.Plan>(client, subjects, config, SerdeFormat.Json, isKey)
{
    // As deep as the real reader goes.
    private const int MaxDepth = 1000;
    private readonly JsonToConnectValue values = new();
    private readonly bool validates = config.Flag("json.fail.invalid.schema", false);

    /// <inheritdoc/>
    protected override Plan PlanOf(ParsedSchema writer, ParsedSchema? reader, int? version, IReadOnlyList<int>? indexes) =>
        new((JsonSchemaDocument)(reader ?? writer), version);

    /// <inheritdoc/>
    protected override object? Decode(Plan plan, ReadOnlySpan<byte> payload)
    {
        var json = Parsed(payload);
        if (validates && JsonSchemaValidator.Validate(plan.Document.Root, json) is { } violation)
        {
            throw SerdeFault.Of("JSON does not match schema of type JSON", new JavaException("org.everit.json.schema.ValidationException", violation.Message));
        }

        return json;
    }

    /// <inheritdoc/>
    protected override SchemaAndValue Convert(Plan plan, object? decoded)
    {
        plan.Schema ??= new JsonToConnectSchema(options).Translate(plan.Document.Root, plan.Version);
        return new SchemaAndValue(plan.Schema, values.Of(plan.Schema, (JsonElement)decoded!));
    }

    private static JsonElement Parsed(ReadOnlySpan<byte> payload)
    {
        try
        {
            return JsonText.ParseValue(payload, MaxDepth);
        }
        catch (JsonException e)
        {
            throw JsonSyntaxFault.Of(Encoding.UTF8.GetString(payload)) is { } fault
                ? new JavaException(fault.JavaName, fault.Located)
                : new JavaException("com.fasterxml.jackson.core.JsonParseException", e.Message);
        }
    }

    /// <summary>How data of one schema are read; the Connect schema is made when the first value was decoded.</summary>
    internal sealed class Plan(JsonSchemaDocument document, int? version)
    {
        internal JsonSchemaDocument Document => document;

        internal int? Version => version;

        internal Schema? Schema { get; set; }
    }
}
