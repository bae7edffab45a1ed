using System.Collections;
using Ms2Lab.Schemas.Formats.Protobuf.Descriptors;

namespace Ms2Lab.Schemas.Formats.Protobuf.Binary;

/// <summary>What fits a field, and what is the same as nothing.</summary>
internal static class FieldValues
{
    internal static bool Fit(FieldDescriptor field, object value)
    {
        if (!field.IsRepeated)
        {
            return FitOne(field, value);
        }

        return value is IList items && items.Cast<object?>().All(item => item is not null && FitOne(field, item));
    }

    /// <summary>Whether a field without presence would not be written; minus zero is a number of its own.</summary>
    internal static bool IsDefault(FieldDescriptor field, object value) => value switch
    {
        ICollection list when field.IsRepeated => list.Count == 0,
        double number => BitConverter.DoubleToInt64Bits(number) == 0,
        float number => BitConverter.SingleToInt32Bits(number) == 0,
        byte[] bytes => bytes.Length == 0,
        _ => value.Equals(field.DefaultValue),
    };

    private static bool FitOne(FieldDescriptor field, object value) => field.Kind switch
    {
        FieldKind.Double => value is double,
        FieldKind.Float => value is float,
        FieldKind.Int64 or FieldKind.SInt64 or FieldKind.SFixed64 => value is long,
        FieldKind.UInt64 or FieldKind.Fixed64 => value is ulong,
        FieldKind.UInt32 or FieldKind.Fixed32 => value is uint,
        FieldKind.Bool => value is bool,
        FieldKind.String => value is string,
        FieldKind.Bytes => value is byte[],
        FieldKind.Message => value is DynamicMessage message && message.Descriptor == field.MessageType,
        _ => value is int,
    };
}
