using Ms2Lab.Connect.Api;
using Ms2Lab.Schemas.Formats.Protobuf.Binary;

namespace Ms2Lab.Connect.SchemaConverters.Serdes;

/// <summary>What precedes a payload, as far as it could be read: error texts show that much.</summary>
internal sealed class MessageStart(SerdeFormat format, byte[] message)
{
    /// <summary>The schema's id.</summary>
    internal int Id { get; private set; }

    /// <summary>Which message of a Protobuf file it is; null for other formats.</summary>
    internal IReadOnlyList<int>? Indexes { get; private set; }

    /// <summary>How many bytes precede the payload; 0 until the id was read.</summary>
    internal int Length { get; private set; }

    /// <summary>As error texts show it.</summary>
    internal string Shown => WireFormat.Shown(format, Length == 0 ? null : Id, Indexes is not null);

    /// <summary>Reads id and indexes.</summary>
    /// <exception cref="JavaException">Another first byte than zero, or too few bytes.</exception>
    internal void Read()
    {
        Id = WireFormat.ReadId(message);
        Length = WireFormat.PrefixLength;
        if (format != SerdeFormat.Protobuf)
        {
            return;
        }

        try
        {
            Indexes = MessageIndexes.Read(message.AsSpan(Length), out var length);
            Length += length;
        }
        catch (ProtobufDataException)
        {
            throw WireFormat.TooShort();
        }
    }
}
