using Ms2Lab.Connect.Api;
using Ms2Lab.Schemas.Formats.Protobuf.Binary;

namespace Ms2Lab.Connect.SchemaConverters.Serdes;

/// <summary>What a message says about its schema, as far as it could be read: error texts show that much.</summary>
internal sealed class MessageStart(SerdeFormat format, SchemaIdReader ids, byte[] message)
{
    /// <summary>The schema's id.</summary>
    internal SchemaId Id { get; private set; }

    /// <summary>Which message of a Protobuf file it is; null for other formats.</summary>
    internal IReadOnlyList<int>? Indexes { get; private set; }

    /// <summary>How many bytes of the message precede the payload.</summary>
    internal int Length { get; private set; }

    /// <summary>As error texts show it.</summary>
    internal string Shown => Id.Shown(format, Indexes is not null);

    /// <summary>Reads id and indexes.</summary>
    /// <exception cref="JavaException">Another first byte than zero or one, or too few bytes.</exception>
    internal void Read(ConnectHeaders? headers)
    {
        Id = ids.Read(headers, message, out var behind, out var isInMessage);
        if (format == SerdeFormat.Protobuf)
        {
            Indexes = ids.Indexes ?? IndexesIn(ref behind);
        }

        Length = isInMessage ? message.Length - behind.Length : 0;
    }

    private IReadOnlyList<int> IndexesIn(ref ReadOnlySpan<byte> behind)
    {
        try
        {
            var indexes = MessageIndexes.Read(behind, out var length);
            behind = behind[length..];
            return indexes;
        }
        catch (ProtobufDataException)
        {
            throw ids.TooShort();
        }
    }
}
