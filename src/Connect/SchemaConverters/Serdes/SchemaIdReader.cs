using System.Buffers.Binary;
using System.Globalization;
using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.SchemaConverters.Serdes;

/// <summary>The five bytes before a payload: a zero and the schema's id, big-endian.</summary>
internal static class WireFormat
{
    internal const int PrefixLength = 5;

    /// <summary>The id that a message begins with.</summary>
    /// <exception cref="JavaException">Another first byte than zero, or too few bytes; with the texts of the Java deserializer.</exception>
    internal static int ReadId(ReadOnlySpan<byte> message)
    {
        if (message.Length > 0 && message[0] != 0)
        {
            throw SerdeFault.Of("Error deserializing schema ID", new JavaException("java.lang.IllegalArgumentException", "Unknown magic byte!"));
        }

        return message.Length >= PrefixLength
            ? BinaryPrimitives.ReadInt32BigEndian(message[1..])
            : throw TooShort();
    }

    /// <summary>The fault of a message that ends before its payload.</summary>
    internal static JavaException TooShort() => SerdeFault.Of("Error deserializing schema ID", new JavaException("java.nio.BufferUnderflowException", null));

    /// <summary>A message of an id and a payload.</summary>
    internal static byte[] Message(int id, ReadOnlySpan<byte> payload)
    {
        var message = new byte[PrefixLength + payload.Length];
        BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(1), id);
        payload.CopyTo(message.AsSpan(PrefixLength));
        return message;
    }

    /// <summary>How error texts show an id; null while it is not known. Java shows indexes by the name of their class and a hash.</summary>
    internal static string Shown(SerdeFormat format, int? id, bool hasIndexes = false)
    {
        var indexes = hasIndexes ? "io.confluent.kafka.serializers.schema.id.SchemaId$SchemaMessageIndexes@5e91993f" : "null";
        return $"SchemaId{{schemaType='{format.Type}', id={id?.ToString(CultureInfo.InvariantCulture) ?? "null"}, guid='null', messageIndexes={indexes}}}";
    }
}
