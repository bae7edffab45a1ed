using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.SchemaConverters.Serdes;
using Ms2Lab.Schemas.Formats;
using Ms2Lab.Schemas.Formats.Protobuf;
using Ms2Lab.Schemas.Formats.Protobuf.Binary;
using Ms2Lab.Schemas.Formats.Protobuf.Descriptors;
using Ms2Lab.Schemas.Registry;

namespace Ms2Lab.Connect.SchemaConverters.Protobuf;

/// <summary>Protobuf messages to Connect values.</summary>
internal sealed class ProtobufDataReader(RegistryClient client, SubjectNames subjects, SerdeConfig config, ProtobufDataOptions options, bool isKey)
    : SchemaReader<ProtobufDataReader.Plan>(client, subjects, config, SerdeFormat.Protobuf, isKey)
{
    private readonly ProtobufToConnectValue values = new(options);

    /// <inheritdoc/>
    protected override string? NameOf(ParsedSchema schema, IReadOnlyList<int>? indexes) => Named((ProtobufParsedSchema)schema, indexes!);

    /// <inheritdoc/>
    protected override Plan PlanOf(ParsedSchema writer, ParsedSchema? reader, int? version, IReadOnlyList<int>? indexes)
    {
        var name = Named((ProtobufParsedSchema)writer, indexes!);
        var type = ((ProtobufParsedSchema?)reader)?.Message(name) ?? ((ProtobufParsedSchema)writer).Message(name)!;
        return new Plan(type, version);
    }

    /// <inheritdoc/>
    protected override object? Decode(Plan plan, ReadOnlySpan<byte> payload) => plan.Type.Read(payload);

    /// <inheritdoc/>
    protected override SchemaAndValue Convert(Plan plan, object? decoded)
    {
        var schema = plan.Schema ??= new ProtobufToConnectSchema(options).Translate(plan.Type, plan.Version);
        return new SchemaAndValue(schema, values.Of(schema, (DynamicMessage)decoded!));
    }

    private static string Named(ProtobufParsedSchema schema, IReadOnlyList<int> indexes) => MessageIndexes.Name(schema.File, indexes)
        ?? throw new JavaException("java.lang.IllegalArgumentException", $"Invalid message indexes: [{string.Join(", ", indexes)}]");

    /// <summary>How messages of one type are read; the Connect schema is made when the first one was decoded.</summary>
    internal sealed class Plan(MessageDescriptor type, int? version)
    {
        internal MessageDescriptor Type => type;

        internal int? Version => version;

        internal Schema? Schema { get; set; }
    }
}
