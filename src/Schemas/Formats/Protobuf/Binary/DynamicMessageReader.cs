using System.Text;
using Ms2Lab.Schemas.Formats.Protobuf.Descriptors;

namespace Ms2Lab.Schemas.Formats.Protobuf.Binary;

/// <summary>
/// Reads messages: lists packed or not, whichever the type says; a value of another wire type and a number without symbol in a
/// closed enum are unknown fields; a message that comes twice is merged (encoding guide, "Last one wins").
/// </summary>
internal static class DynamicMessageReader
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    internal static DynamicMessage Read(MessageDescriptor type, ReadOnlySpan<byte> data)
    {
        var message = new DynamicMessage(type);
        var reader = new ProtobufReader(data);
        Read(message, ref reader);
        RequiredFields.Check(message);
        return message;
    }

    private static void Read(DynamicMessage message, ref ProtobufReader reader)
    {
        while (!reader.AtEnd)
        {
            var tag = reader.ReadTag();
            if (message.Descriptor.Field((int)(tag >> 3)) is not { } field)
            {
                message.Add(new UnknownField(tag, reader.Skip(tag).ToArray()));
                continue;
            }

            try
            {
                ReadField(message, field, tag, ref reader);
            }
            catch (ProtobufDataException e)
            {
                e.Within(field.Name);
                throw;
            }
        }
    }

    private static void ReadField(DynamicMessage message, FieldDescriptor field, uint tag, ref ProtobufReader reader)
    {
        var wire = (WireType)(tag & 7);
        if (wire == field.Kind.Wire())
        {
            if (ReadOne(message, field, ref reader) is { } value)
            {
                Put(message, field, value);
            }
        }
        else if (wire == WireType.LengthDelimited && field.IsRepeated && field.Kind.IsPackable())
        {
            var outer = reader.Enter();
            while (!reader.AtEnd)
            {
                if (ReadOne(message, field, ref reader) is { } value)
                {
                    Put(message, field, value);
                }
            }

            reader.Leave(outer);
        }
        else
        {
            message.Add(new UnknownField(tag, reader.Skip(tag).ToArray()));
        }
    }

    private static void Put(DynamicMessage message, FieldDescriptor field, object value)
    {
        if (!field.IsRepeated)
        {
            message.SetUnchecked(field, value);
        }
        else if (message.TryGetList(field, out var list))
        {
            list.Add(value);
        }
        else
        {
            message.SetUnchecked(field, new List<object> { value });
        }
    }

    private static object? ReadOne(DynamicMessage message, FieldDescriptor field, ref ProtobufReader reader) => field.Kind switch
    {
        FieldKind.Double => BitConverter.UInt64BitsToDouble(reader.ReadFixed64()),
        FieldKind.Float => BitConverter.UInt32BitsToSingle(reader.ReadFixed32()),
        FieldKind.Int64 => (long)reader.ReadVarint(),
        FieldKind.UInt64 => reader.ReadVarint(),
        FieldKind.Int32 => (int)reader.ReadVarint(),
        FieldKind.Fixed64 => reader.ReadFixed64(),
        FieldKind.Fixed32 => reader.ReadFixed32(),
        FieldKind.Bool => reader.ReadVarint() != 0,
        FieldKind.String => ReadText(field, reader.ReadBytes()),
        FieldKind.Bytes => reader.ReadBytes().ToArray(),
        FieldKind.UInt32 => (uint)reader.ReadVarint(),
        FieldKind.SFixed32 => (int)reader.ReadFixed32(),
        FieldKind.SFixed64 => (long)reader.ReadFixed64(),
        FieldKind.SInt32 => reader.ReadZigZag32(),
        FieldKind.SInt64 => reader.ReadZigZag64(),
        FieldKind.Enum => ReadSymbol(message, field, reader.ReadVarint()),
        _ => ReadMessage(message, field, ref reader),
    };

    private static int? ReadSymbol(DynamicMessage message, FieldDescriptor field, ulong number)
    {
        if (!field.EnumType!.IsClosed || field.EnumType.Symbol((int)number) is not null)
        {
            return (int)number;
        }

        var writer = new ProtobufWriter();
        writer.WriteVarint(number);
        message.Add(new UnknownField((uint)field.Number << 3, writer.Written.ToArray()));
        return null;
    }

    private static DynamicMessage ReadMessage(DynamicMessage message, FieldDescriptor field, ref ProtobufReader reader)
    {
        var nested = (field.IsRepeated ? null : message[field] as DynamicMessage) ?? new DynamicMessage(field.MessageType!);
        var outer = reader.Enter();
        Read(nested, ref reader);
        reader.Leave(outer);
        return nested;
    }

    private static string ReadText(FieldDescriptor field, ReadOnlySpan<byte> bytes)
    {
        // Only proto3 promises that texts are UTF-8.
        if (!field.Parent.IsProto3)
        {
            return Encoding.UTF8.GetString(bytes);
        }

        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw ProtobufDataException.InvalidUtf8();
        }
    }
}
