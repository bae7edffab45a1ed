using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using Ms2Lab.Schemas.Formats.JsonSchema;
using Ms2Lab.Schemas.Registry;

namespace Ms2Lab.Schemas.Serializers;

/// <summary>Writes objects as JSON behind the id of their JSON Schema, which follows from the class unless it is given.</summary>
/// <typeparam name="T">A class that System.Text.Json writes.</typeparam>
public sealed class JsonSchemaSerializer<T> : RegistrySerializer<T>
{
    private readonly JsonSerializerOptions json;
    private readonly string schema;

    /// <summary>A serializer for one type.</summary>
    /// <param name="client">Asks the registry; stays its owner's.</param>
    /// <param name="options">How ids are found.</param>
    /// <param name="json">How JSON is written; also decides the names in a derived schema.</param>
    /// <param name="schema">The schema's text; null derives it.</param>
    public JsonSchemaSerializer(RegistryClient client, SerializerOptions? options = null, JsonSerializerOptions? json = null, string? schema = null)
        : base(client, options)
    {
        this.json = json is { TypeInfoResolver: null } ? new(json) { TypeInfoResolver = JsonSerializerOptions.Default.TypeInfoResolver } : json ?? JsonSerializerOptions.Default;
        this.schema = schema ?? Derived();
    }

    private protected override object SchemaOf(T data) => schema;

    private protected override SchemaText Describe(object schema) => new("JSON", this.schema, JsonSchemaDocument.Parse(this.schema, []).Name, []);

    private protected override bool CanRead(RegisteredSchema target, SchemaText own) =>
        JsonSchemaDocument.Parse(target.Text, Client.Sources(target)).DifferencesFrom(JsonSchemaDocument.Parse(own.Text, [])).All(d => d.IsCompatible);

    private protected override Func<T, byte[]> Plan(object schema, RegisteredSchema target)
    {
        var id = target.Id;
        return value =>
        {
            var text = JsonSerializer.SerializeToUtf8Bytes(value, json);
            var bytes = new byte[WireFormat.HeaderLength + text.Length];
            WireFormat.WriteHeader(bytes, id);
            text.CopyTo(bytes, WireFormat.HeaderLength);
            return bytes;
        };
    }

    private string Derived()
    {
        var derived = json.GetJsonSchemaAsNode(typeof(T), new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true }).AsObject();
        return new JsonObject([
            KeyValuePair.Create<string, JsonNode?>("$schema", "http://json-schema.org/draft-07/schema#"), KeyValuePair.Create<string, JsonNode?>("title", typeof(T).Name),
            .. derived.Select(m => KeyValuePair.Create(m.Key, m.Value?.DeepClone()))]).ToJsonString();
    }
}
