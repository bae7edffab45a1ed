using System.Globalization;

namespace Ms2Lab.Schemas.Formats.Protobuf.Descriptors;

/// <summary>What unset fields stand for: the option <c>default</c> of proto2, else zero, the empty text or the first symbol.</summary>
internal static class FieldDefaults
{
    internal static object? Of(FieldDescriptor field)
    {
        var written = field.Options.FirstOrDefault(o => o.Name == "default")?.Value;
        if (written is null || field.Parent.IsProto3)
        {
            return Zero(field);
        }

        try
        {
            return Written(field, written);
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            throw new InvalidSchemaException($"Default {written} is no {field.Kind.Word()} (field {field.Parent.FullName}.{field.Name})", e);
        }
    }

    private static object? Zero(FieldDescriptor field) => field.Kind switch
    {
        FieldKind.Double => 0.0,
        FieldKind.Float => 0f,
        FieldKind.Int64 or FieldKind.SInt64 or FieldKind.SFixed64 => 0L,
        FieldKind.UInt64 or FieldKind.Fixed64 => 0UL,
        FieldKind.UInt32 or FieldKind.Fixed32 => 0u,
        FieldKind.Bool => false,
        FieldKind.String => "",
        FieldKind.Bytes => Array.Empty<byte>(),
        FieldKind.Enum => field.EnumType!.DefaultNumber,
        FieldKind.Message => null,
        _ => 0,
    };

    private static object? Written(FieldDescriptor field, string text) => field.Kind switch
    {
        FieldKind.Double => Number(text),
        FieldKind.Float => (float)Number(text),
        FieldKind.Int64 or FieldKind.SInt64 or FieldKind.SFixed64 => long.Parse(text, CultureInfo.InvariantCulture),
        FieldKind.UInt64 or FieldKind.Fixed64 => ulong.Parse(text, CultureInfo.InvariantCulture),
        FieldKind.UInt32 or FieldKind.Fixed32 => uint.Parse(text, CultureInfo.InvariantCulture),
        FieldKind.Bool => text == "true",
        FieldKind.String => ProtoNames.Unquoted(text),
        FieldKind.Bytes => System.Text.Encoding.Latin1.GetBytes(ProtoNames.Unquoted(text)),
        FieldKind.Enum => field.EnumType!.Number(text) ?? throw new FormatException(text),
        FieldKind.Message => null,
        _ => int.Parse(text, CultureInfo.InvariantCulture),
    };

    private static double Number(string text) => text switch
    {
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        "nan" => double.NaN,
        _ => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
    };
}
