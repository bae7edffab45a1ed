using Ms2Lab.Schemas.Formats.Protobuf.Binary;

namespace Ms2Lab.Schemas.Formats.Protobuf.Descriptors;

/// <summary>Facts about kinds of fields.</summary>
public static class FieldKinds
{
    private static readonly Dictionary<string, FieldKind> Scalars = Enum.GetValues<FieldKind>()
        .Where(k => k is not (FieldKind.Message or FieldKind.Enum))
        .ToDictionary(Word);

    /// <summary>The word of a scalar in .proto texts; for others <c>message</c> and <c>enum</c>.</summary>
    public static string Word(this FieldKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>The scalar of a word, or null.</summary>
    internal static FieldKind? Scalar(string word) => Scalars.TryGetValue(word, out var kind) ? kind : null;

    /// <summary>Whether many values may stand in one length-delimited run.</summary>
    internal static bool IsPackable(this FieldKind kind) => kind is not (FieldKind.String or FieldKind.Bytes or FieldKind.Message);

    /// <summary>How values are laid out.</summary>
    internal static WireType Wire(this FieldKind kind) => kind switch
    {
        FieldKind.Double or FieldKind.Fixed64 or FieldKind.SFixed64 => WireType.Fixed64,
        FieldKind.Float or FieldKind.Fixed32 or FieldKind.SFixed32 => WireType.Fixed32,
        FieldKind.String or FieldKind.Bytes or FieldKind.Message => WireType.LengthDelimited,
        _ => WireType.Varint,
    };
}
