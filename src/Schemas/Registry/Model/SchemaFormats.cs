using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ms2Lab.Schemas.Formats;
using Ms2Lab.Schemas.Formats.Avro;
using Ms2Lab.Schemas.Formats.JsonSchema;
using Ms2Lab.Schemas.Formats.Protobuf;

namespace Ms2Lab.Schemas.Registry.Model;

/// <summary>Turns requests into schemas of their format, with the real registry's refusals.</summary>
internal static class SchemaFormats
{
    internal static ParsedSchema Parse(string subject, SchemaRequest request, RegistryState state)
    {
        if (request.Type is not ("AVRO" or "JSON" or "PROTOBUF"))
        {
            throw Faults.InvalidSchema($"Invalid schema type {request.Type}");
        }

        var text = request.Schema!;
        try
        {
            var sources = Resolve(request.References, state);
            return request.Type switch
            {
                "JSON" => JsonSchemaDocument.Parse(text, sources),
                "PROTOBUF" => ProtobufParsedSchema.Parse(text, sources),
                _ => AvroParsedSchema.Parse(text, sources),
            };
        }
        catch (InvalidSchemaException e)
        {
            var detail = request.Type == "AVRO" || e is { InnerException: null } && e.Data.Contains("reference")
                ? $"{Shown(subject, request, "null", "null")} with refs {Shown(request.References)} of type {request.Type}, details: {e.Message}"
                : $"Invalid schema of type {request.Type}, details: {e.Message}";
            throw Faults.InvalidSchema($"Invalid schema of type {request.Type}, details: {detail}");
        }
    }

    internal static void Validate(ParsedSchema schema, string subject, SchemaRequest request, bool strictFieldNames)
    {
        try
        {
            schema.Validate(strictFieldNames);
        }
        catch (InvalidSchemaException e)
        {
            throw Faults.InvalidSchema($"{Shown(subject, request, "0", "-1")}, details: {e.Message}");
        }
    }

    /// <summary>MD5 of text, references and metadata; printed as a UUID it is the guid of a schema.</summary>
    internal static string Guid(string text, IReadOnlyList<SchemaReference> references, string? metadata)
    {
        var hashed = new StringBuilder(text);
        foreach (var r in references)
        {
            hashed.Append(r.Name).Append(r.Subject).Append(r.Version);
        }

#pragma warning disable CA5351 // identity of a text, not cryptography: the wire format demands MD5
        var hash = MD5.HashData(Encoding.UTF8.GetBytes(hashed.Append(metadata).ToString()));
#pragma warning restore CA5351
        return new Guid(hash, bigEndian: true).ToString();
    }

    /// <summary>The texts a schema refers to, those they refer to themselves first.</summary>
    internal static IReadOnlyList<SchemaSource> Resolve(IReadOnlyList<SchemaReference> references, RegistryState state)
    {
        var found = new List<SchemaSource>();
        Collect(references, state, found, []);
        return found;
    }

    private static void Collect(IReadOnlyList<SchemaReference> references, RegistryState state, List<SchemaSource> found, HashSet<string> seen)
    {
        foreach (var r in references)
        {
            if (r.Name is null || r.Subject is null || r.Version is null)
            {
                throw Dangling($"Invalid reference: {r}");
            }

            if (r.Version is 0 or < -1)
            {
                throw Dangling($"io.confluent.kafka.schemaregistry.exceptions.InvalidVersionException: {r.Version.Value.ToString(CultureInfo.InvariantCulture)}");
            }

            var target = Target(r, state) ?? throw Dangling($"No schema reference found for subject \"{r.Subject}\" and version {r.Version}");
            if (seen.Add(r.Name))
            {
                Collect(target.References, state, found, seen);
                found.Add(new SchemaSource(r.Name, target.Text, $"{target.Subject} {target.Version}"));
            }
        }
    }

    internal static StoredSchema? Target(SchemaReference r, RegistryState state) => r.Version == -1
        ? state.Versions(r.Subject!, deleted: false) is [.., var latest] ? latest : null
        : state.Version(r.Subject!, r.Version!.Value);

    private static InvalidSchemaException Dangling(string message)
    {
        var e = new InvalidSchemaException(message);
        e.Data["reference"] = true;
        return e;
    }

    private static string Shown(string subject, SchemaRequest request, string version, string id) =>
        $"Invalid schema {{subject={subject},version={version},id={id},guid={Guid(request.Schema!, request.References, request.Metadata)}," +
        $"schemaType={request.Type},references={Shown(request.References)},metadata={request.Metadata ?? "null"},ruleSet=null,schema={request.Schema}," +
        "schemaTags=null,ts=null,deleted=null}";

    private static string Shown(IReadOnlyList<SchemaReference> references) => $"[{string.Join(", ", references)}]";
}
