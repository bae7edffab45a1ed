using System.Buffers.Binary;
using Ms2Lab.Connect.Api;
using Ms2Lab.Schemas.Registry;

namespace Ms2Lab.Connect.SchemaConverters.Serdes;

/// <summary>
/// Finds a message's schema id where the setting <c>(key|value).schema.id.deserializer</c> looks: in the last header of the part's name and else
/// before the payload (Dual, the default), only before the payload (Prefix), or in the settings (Config).
/// </summary>
internal sealed class SchemaIdReader
{
    private const byte NumberFollows = 0;
    private const byte GuidFollows = 1;
    private const int GuidLength = 16;
    private readonly string? header;
    private readonly bool wrapsFaults;
    private readonly SchemaId? given;

    /// <exception cref="JavaException">A number of the settings is none.</exception>
    internal SchemaIdReader(SerdeConfig config, bool isKey)
    {
        switch (config.IdDeserializer)
        {
            case "PrefixSchemaIdDeserializer":
                break;
            case "ConfigSchemaIdDeserializer":
                given = new SchemaId(NumberIn(config.OptionalText("use.schema.id")), config.UseGuid);
                Indexes = config.OptionalText("use.message.indexes")?.Split(',', StringSplitOptions.TrimEntries).Select(IndexIn).ToList();
                break;
            default:
                header = SchemaIdWriter.HeaderOf(isKey);
                wrapsFaults = true;
                break;
        }
    }

    /// <summary>Which message of a Protobuf file it is, if the settings say so.</summary>
    internal IReadOnlyList<int>? Indexes { get; }

    /// <summary>The id of a message.</summary>
    /// <param name="headers">The record's headers as bytes.</param>
    /// <param name="message">The record's key or value.</param>
    /// <param name="behind">What follows the id where it was found: for an id in the message its payload.</param>
    /// <param name="isInMessage">Whether it was found in the message.</param>
    /// <exception cref="JavaException">Another first byte than zero or one, or too few bytes; with the texts of the Java deserializers.</exception>
    internal SchemaId Read(ConnectHeaders? headers, ReadOnlySpan<byte> message, out ReadOnlySpan<byte> behind, out bool isInMessage)
    {
        isInMessage = true;
        if (given is { } id)
        {
            behind = message;
            return id;
        }

        if (header is not null && headers?.LastWithName(header)?.Value is byte[] found)
        {
            isInMessage = false;
            return Parse(found, out behind);
        }

        return Parse(message, out behind);
    }

    /// <summary>Asks the registry for the schema of an id.</summary>
    /// <exception cref="RegistryClientException">It does not know it, or cannot be reached.</exception>
    internal static RegisteredSchema Ask(RegistryClient client, SchemaId id, string? subject) =>
        id.Number is { } number ? client.ById(number, subject)
        : id.Guid is { } guid ? client.ByGuid(guid)
        : throw SerdeFault.Of("Could not deserialize schema ID", new JavaException(SerdeFault.Serialization, null));

    /// <summary>The fault of bytes that end before their id does.</summary>
    internal JavaException TooShort() => Fault(new JavaException("java.nio.BufferUnderflowException", null));

    private SchemaId Parse(ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> behind)
    {
        var length = bytes switch
        {
            [] => throw TooShort(),
            [NumberFollows, ..] => WireFormat.HeaderLength,
            [GuidFollows, ..] => 1 + GuidLength,
            _ => throw Fault(new JavaException("java.lang.IllegalArgumentException", "Unknown magic byte!")),
        };
        if (bytes.Length < length)
        {
            throw TooShort();
        }

        behind = bytes[length..];
        return bytes[0] == NumberFollows
            ? new SchemaId(BinaryPrimitives.ReadInt32BigEndian(bytes[1..]), null)
            : new SchemaId(null, new Guid(bytes[1..length], bigEndian: true));
    }

    private JavaException Fault(JavaException cause) => wrapsFaults ? SerdeFault.Of("Error deserializing schema ID", cause) : cause;

    private static int IndexIn(string text) =>
        JavaNumbers.TryParseInteger(text, int.MinValue, int.MaxValue, out var index) ? (int)index : throw JavaNumbers.NotANumber(text);

    private static int? NumberIn(string? text) => text is null ? null
        : JavaNumbers.TryParseInteger(text, int.MinValue, int.MaxValue, out var number) ? (int)number
        : throw new JavaException("java.lang.IllegalArgumentException", $"Cannot parse {text}");
}
