using Ms2Lab.Connect.Api;
using Ms2Lab.Schemas.Registry;

namespace Ms2Lab.Connect.SchemaConverters.Serdes;

/// <summary>
/// Puts a schema's id where the setting <c>(key|value).schema.id.serializer</c> wants it: five bytes before the payload (Prefix, the default), or
/// a one and the GUID in a header of the record (Header). Protobuf's message indexes follow the id there.
/// </summary>
internal sealed class SchemaIdWriter(SerdeConfig config, SerdeFormat format, bool isKey)
{
    private readonly bool usesHeader = config.IdSerializer == "HeaderSchemaIdSerializer";
    private readonly string header = HeaderOf(isKey);

    /// <summary>The header that carries the id of a record's key or value.</summary>
    internal static string HeaderOf(bool isKey) => isKey ? "__key_schema_id" : "__value_schema_id";

    /// <summary>The bytes of a record's key or value; may add a header.</summary>
    /// <exception cref="JavaException">There are no headers to add to, or the registry named no GUID.</exception>
    internal byte[] Message(ConnectHeaders? headers, SchemaId id, ReadOnlySpan<byte> indexes, ReadOnlySpan<byte> payload)
    {
        if (usesHeader)
        {
            AddHeader(headers ?? throw Fault("Missing headers"), id, indexes);
            return payload.ToArray();
        }

        var message = new byte[WireFormat.HeaderLength + indexes.Length + payload.Length];
        WireFormat.WriteHeader(message, id.Number ?? throw Fault("Schema ID is null"));
        indexes.CopyTo(message.AsSpan(WireFormat.HeaderLength));
        payload.CopyTo(message.AsSpan(WireFormat.HeaderLength + indexes.Length));
        return message;
    }

    private void AddHeader(ConnectHeaders headers, SchemaId id, ReadOnlySpan<byte> indexes)
    {
        byte[] value = [1, .. (id.Guid ?? throw Fault("Schema GUID is null")).ToByteArray(bigEndian: true), .. indexes];
        if (headers.LastWithName(header)?.Value is not byte[] present || !present.AsSpan().SequenceEqual(value))
        {
            headers.Add(header, Schema.OptionalBytesSchema, value);
        }
    }

    private JavaException Fault(string text) =>
        SerdeFault.Of($"Error serializing {format.Name} message", new JavaException(SerdeFault.Serialization, text));
}
