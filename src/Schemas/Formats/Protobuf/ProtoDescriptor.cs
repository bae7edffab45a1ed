using System.Text;

namespace Ms2Lab.Schemas.Formats.Protobuf;

/// <summary>
/// Encodes a file as google.protobuf.FileDescriptorProto, the registry's form <c>serialized</c>: names as written, no label where
/// the text spells none. Options are left out.
/// </summary>
internal static class ProtoDescriptor
{
    private static readonly string[] Types =
        ["", "double", "float", "int64", "uint64", "int32", "fixed64", "fixed32", "bool", "string", "", "", "bytes", "uint32", "", "sfixed32", "sfixed64", "sint32", "sint64"];

    private static readonly string[] Labels = ["", "optional", "required", "repeated"];

    internal static byte[] Encode(ProtobufParsedSchema schema)
    {
        var file = schema.File;
        using var output = new MemoryStream();
        Text(output, 1, "default");
        if (file.Package is not null)
        {
            Text(output, 2, file.Package);
        }

        foreach (var import in file.Imports.Concat(file.PublicImports))
        {
            Text(output, 3, import);
        }

        foreach (var type in file.Types)
        {
            Nested(output, type is ProtoMessage ? 4 : 5, o => Type(o, type, schema, Join(file.Package ?? "", type.Name)));
        }

        for (var i = 0; i < file.PublicImports.Count; i++)
        {
            Number(output, 10, file.Imports.Count + i);
        }

        if (file.Syntax == "proto3")
        {
            Text(output, 12, file.Syntax);
        }

        return output.ToArray();
    }

    private static void Type(Stream output, ProtoType type, ProtobufParsedSchema schema, string scope)
    {
        Text(output, 1, type.Name);
        if (type is ProtoEnum e)
        {
            foreach (var c in e.Constants)
            {
                Nested(output, 2, o =>
                {
                    Text(o, 1, c.Name);
                    Number(o, 2, c.Tag);
                });
            }

            return;
        }

        var message = (ProtoMessage)type;
        foreach (var field in message.Fields)
        {
            Nested(output, 2, o => Field(o, field, schema, scope, null));
        }

        for (var i = 0; i < message.OneOfs.Count; i++)
        {
            foreach (var field in message.OneOfs[i].Fields)
            {
                var index = i;
                Nested(output, 2, o => Field(o, field, schema, scope, index));
            }
        }

        foreach (var nested in message.Nested)
        {
            Nested(output, nested is ProtoMessage ? 3 : 4, o => Type(o, nested, schema, Join(scope, nested.Name)));
        }

        foreach (var map in message.Fields.Where(f => f.MapKey is not null))
        {
            Nested(output, 3, o => MapEntry(o, map, schema, scope));
        }

        foreach (var oneOf in message.OneOfs)
        {
            Nested(output, 8, o => Text(o, 1, oneOf.Name));
        }
    }

    private static void MapEntry(Stream output, ProtoField map, ProtobufParsedSchema schema, string scope)
    {
        Text(output, 1, ProtoNames.MapEntry(map.Name));
        Nested(output, 2, o => Field(o, new ProtoField { Label = "optional", Type = map.MapKey!, Name = "key", Tag = 1 }, schema, scope, null));
        Nested(output, 2, o => Field(o, new ProtoField { Label = "optional", Type = map.MapValue!, Name = "value", Tag = 2 }, schema, scope, null));
        Nested(output, 7, o => Number(o, 7, 1));
    }

    private static void Field(Stream output, ProtoField field, ProtobufParsedSchema schema, string scope, int? oneOf)
    {
        Text(output, 1, field.Name);
        Number(output, 3, field.Tag);
        var label = field.MapKey is null ? Array.IndexOf(Labels, field.Label ?? "-") : 3;
        if (label > 0)
        {
            Number(output, 4, label);
        }

        var scalar = Array.IndexOf(Types, field.Type);
        if (scalar > 0)
        {
            Number(output, 5, scalar);
        }
        else
        {
            var isEnum = schema.Types.Resolve(field.Type, scope) is { } full && schema.Types[full]?.Type is ProtoEnum;
            Number(output, 5, isEnum ? 14 : 11);
            Text(output, 6, field.MapKey is null ? field.Type : ProtoNames.MapEntry(field.Name));
        }

        if (oneOf is { } index)
        {
            Number(output, 9, index);
        }
    }

    private static string Join(string scope, string name) => scope.Length == 0 ? name : $"{scope}.{name}";

    private static void Nested(Stream output, int field, Action<Stream> write)
    {
        using var inner = new MemoryStream();
        write(inner);
        Varint(output, (uint)((field << 3) | 2));
        Varint(output, (uint)inner.Length);
        inner.WriteTo(output);
    }

    private static void Text(Stream output, int field, string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        Varint(output, (uint)((field << 3) | 2));
        Varint(output, (uint)bytes.Length);
        output.Write(bytes);
    }

    private static void Number(Stream output, int field, long value)
    {
        Varint(output, (uint)(field << 3));
        Varint(output, (ulong)value);
    }

    private static void Varint(Stream output, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            output.WriteByte((byte)(value | 0x80));
        }

        output.WriteByte((byte)value);
    }
}
