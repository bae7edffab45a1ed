using System.Collections;
using Ms2Lab.Schemas.Formats.Protobuf.Descriptors;

namespace Ms2Lab.Schemas.Formats.Protobuf.Binary;

/// <summary>Writes messages: fields in order of their numbers, then the unknown ones.</summary>
internal static class DynamicMessageWriter
{
    internal static void Write(DynamicMessage message, ProtobufWriter writer)
    {
        foreach (var field in message.Descriptor.FieldsInOrder)
        {
            if (message[field] is { } value && (field.HasPresence || !FieldValues.IsDefault(field, value)))
            {
                WriteField(field, value, writer);
            }
        }

        foreach (var field in message.UnknownFields)
        {
            writer.WriteVarint(field.Tag);
            writer.WriteRaw(field.Value);
        }
    }

    private static void WriteField(FieldDescriptor field, object value, ProtobufWriter writer)
    {
        if (!field.IsRepeated)
        {
            writer.WriteTag(field.Number, field.Kind.Wire());
            WriteOne(field, value, writer);
        }
        else if (field.IsPacked)
        {
            writer.WriteTag(field.Number, WireType.LengthDelimited);
            var start = writer.Begin();
            foreach (var item in (IEnumerable)value)
            {
                WriteOne(field, item, writer);
            }

            writer.End(start);
        }
        else
        {
            foreach (var item in (IEnumerable)value)
            {
                writer.WriteTag(field.Number, field.Kind.Wire());
                WriteOne(field, item, writer);
            }
        }
    }

    private static void WriteOne(FieldDescriptor field, object value, ProtobufWriter writer)
    {
        switch (field.Kind)
        {
            case FieldKind.Double:
                writer.WriteFixed64(BitConverter.DoubleToUInt64Bits((double)value));
                break;
            case FieldKind.Float:
                writer.WriteFixed32(BitConverter.SingleToUInt32Bits((float)value));
                break;
            case FieldKind.Int64:
                writer.WriteVarint((ulong)(long)value);
                break;
            case FieldKind.UInt64:
                writer.WriteVarint((ulong)value);
                break;
            case FieldKind.Fixed64:
                writer.WriteFixed64((ulong)value);
                break;
            case FieldKind.SFixed64:
                writer.WriteFixed64((ulong)(long)value);
                break;
            case FieldKind.Fixed32:
                writer.WriteFixed32((uint)value);
                break;
            case FieldKind.SFixed32:
                writer.WriteFixed32((uint)(int)value);
                break;
            case FieldKind.Bool:
                writer.WriteVarint((bool)value ? 1u : 0u);
                break;
            case FieldKind.String:
                writer.WriteString((string)value);
                break;
            case FieldKind.Bytes:
                writer.WriteBytes((byte[])value);
                break;
            case FieldKind.UInt32:
                writer.WriteVarint((uint)value);
                break;
            case FieldKind.SInt32:
                writer.WriteZigZag32((int)value);
                break;
            case FieldKind.SInt64:
                writer.WriteZigZag64((long)value);
                break;
            case FieldKind.Message:
                var start = writer.Begin();
                Write((DynamicMessage)value, writer);
                writer.End(start);
                break;
            default:
                writer.WriteVarint((ulong)(int)value);
                break;
        }
    }
}
