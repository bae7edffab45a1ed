using System.Buffers.Binary;
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
    /// <param name="subject">Subject that gives references their context.</param>
    /// <param name="request">The schema.</param>
    /// <param name="state">Where references point to.</param>
    /// <param name="isNew">Whether the schema is to be registered: Avro's names and defaults are looked at closely then, and references must not be deleted.</param>
    internal static ParsedSchema Parse(string subject, SchemaRequest request, RegistryState state, bool isNew)
    {
        if (request.Type is not ("AVRO" or "JSON" or "PROTOBUF"))
        {
            throw Faults.InvalidSchema($"Invalid schema type {request.Type}");
        }

        var text = request.Schema!;
        try
        {
            var sources = Resolve(subject, request.References, state, isNew);
            return request.Type switch
            {
                "JSON" => JsonSchemaDocument.Parse(text, sources),
                "PROTOBUF" => ProtobufParsedSchema.Parse(text, sources),
                _ => AvroParsedSchema.Parse(text, sources, isNew ? AvroChecks.New : AvroChecks.Stored),
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
            throw Faults.InvalidSchema($"{Shown(subject, request, Number(request.Version ?? 0), Number(request.Id ?? -1))}, details: {e.Message}");
        }
    }

    /// <summary>MD5 of text, references and metadata; printed as a UUID it is the guid of a schema.</summary>
    internal static string Guid(string text, IReadOnlyList<SchemaReference> references, SchemaMetadata? metadata)
    {
#pragma warning disable CA5351 // identity of a text, not cryptography: the wire format demands MD5
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
#pragma warning restore CA5351
        hash.AppendData(Encoding.UTF8.GetBytes(text));
        Span<byte> version = stackalloc byte[sizeof(int)];
        foreach (var r in references)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(r.Name + r.Subject));
            if (r.Version is { } number)
            {
                BinaryPrimitives.WriteInt32BigEndian(version, number);
                hash.AppendData(version);
            }
        }

        metadata?.AddTo(hash);
        return new Guid(hash.GetHashAndReset(), bigEndian: true).ToString();
    }

    /// <summary>The texts a schema refers to, those they refer to themselves first.</summary>
    private static List<SchemaSource> Resolve(string subject, IReadOnlyList<SchemaReference> references, RegistryState state, bool isNew)
    {
        var found = new List<SchemaSource>();
        Collect(subject, references, state, isNew, found, []);
        return found;
    }

    private static void Collect(
        string subject, IReadOnlyList<SchemaReference> references, RegistryState state, bool isNew, List<SchemaSource> found, HashSet<string> seen)
    {
        foreach (var r in references)
        {
            if (r.Name is null || r.Subject is null || r.Version is null)
            {
                throw Dangling($"Invalid reference: {r}");
            }

            if (r.Version is 0 or < -1)
            {
                throw Dangling($"io.confluent.kafka.schemaregistry.exceptions.InvalidVersionException: {Number(r.Version.Value)}");
            }

            var target = Target(subject, r, state) is { } pointed && !(isNew && pointed.Deleted) ? pointed : throw Dangling($"No schema reference found for subject \"{SubjectName.Within(subject, r.Subject)}\" and version {r.Version}");
            if (seen.Add(r.Name))
            {
                Collect(target.Subject, target.References, state, isNew, found, seen);
                found.Add(new SchemaSource(r.Name, target.Text, $"{target.Subject} {target.Version}"));
            }
        }
    }

    /// <summary>What a reference of a schema of <paramref name="subject"/> points to; also a version softly deleted.</summary>
    internal static StoredSchema? Target(string subject, SchemaReference reference, RegistryState state)
    {
        var target = SubjectName.Within(subject, reference.Subject!);
        return reference.Version == -1 ? state.Latest(target) : state.Version(target, reference.Version!.Value);
    }

    private static InvalidSchemaException Dangling(string message)
    {
        var e = new InvalidSchemaException(message);
        e.Data["reference"] = true;
        return e;
    }

    private static string Shown(string subject, SchemaRequest request, string version, string id) =>
        $"Invalid schema {{subject={subject},version={version},id={id},guid={Guid(request.Schema!, request.References, request.Metadata)}," +
        $"schemaType={request.Type},references={Shown(request.References)},metadata={request.Metadata?.ToString() ?? "null"},ruleSet=null,schema={request.Schema}," +
        "schemaTags=null,ts=null,deleted=null}";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Shown(IReadOnlyList<SchemaReference> references) => $"[{string.Join(", ", references)}]";
}
