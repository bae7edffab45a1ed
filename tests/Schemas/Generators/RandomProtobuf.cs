using System.Text;
using Ms2Lab.Schemas.Formats.Protobuf;
using Ms2Lab.Schemas.Formats.Protobuf.Binary;
using Ms2Lab.Schemas.Formats.Protobuf.Descriptors;

namespace Ms2Lab.Schemas.Tests.Generators;

/// <summary>.proto files of proto2 and proto3 and messages of them, from one seed.</summary>
internal sealed class RandomProtobuf(Random random)
{
    private static readonly string[] Scalars =
        ["double", "float", "int32", "int64", "uint32", "uint64", "sint32", "sint64", "fixed32", "fixed64", "sfixed32", "sfixed64", "bool", "string", "bytes"];

    private static readonly string[] Keys = ["int32", "uint64", "sint64", "fixed32", "bool", "string"];
    private int tag;

    /// <summary>A file whose message is <c>lab.random.M</c>.</summary>
    public ProtobufParsedSchema Schema()
    {
        var isProto3 = random.Next(2) == 0;
        var text = new StringBuilder($"syntax = \"{(isProto3 ? "proto3" : "proto2")}\";\npackage lab.random;\nmessage M {{\n");
        for (var i = random.Next(8); i > 0; i--)
        {
            text.Append(Field(isProto3));
        }

        text.Append($"oneof o {{ int32 a{++tag} = {tag}; string b{++tag} = {tag}; In c{++tag} = {tag}; }}\n");
        text.Append($"enum E {{ ZERO = 0; ONE = 1; MANY = {random.Next(2, int.MaxValue)}; }}\nmessage In {{ {Label(isProto3)}int32 x = 1; {Label(isProto3)}M up = 2; }}\n}}\n");
        return ProtobufParsedSchema.Parse(text.ToString(), []);
    }

    public DynamicMessage Message(MessageDescriptor type, int depth = 0)
    {
        var message = new DynamicMessage(type);
        foreach (var field in type.Fields.Where(f => f.IsRequired || (random.Next(3) > 0 && (depth < 3 || f.Kind != FieldKind.Message))))
        {
            // More than one entry of a map may come back in another order.
            message[field] = field.IsRepeated ? Enumerable.Range(0, random.Next(field.IsMap ? 2 : 4)).Select(_ => Value(field, depth)).ToList() : Value(field, depth);
        }

        return message;
    }

    private string Field(bool isProto3)
    {
        var number = ++tag + (random.Next(9) == 0 ? 100_000 : 0);
        return random.Next(5) switch
        {
            0 => $"map<{Keys[random.Next(Keys.Length)]}, {Type()}> m_{tag} = {number};\n",
            1 => $"repeated {Type()} r{tag} = {number};\n",
            2 => $"repeated sint32 p{tag} = {number} [packed = {(random.Next(2) == 0 ? "true" : "false")}];\n",
            _ => $"{Label(isProto3)}{Type()} f{tag} = {number};\n",
        };
    }

    private string Label(bool isProto3) => isProto3 ? random.Next(2) == 0 ? "" : "optional " : "optional ";

    private string Type() => random.Next(6) switch { 0 => "E", 1 => "In", _ => Scalars[random.Next(Scalars.Length)] };

    private DynamicMessage Entry(MessageDescriptor type, int depth) =>
        new(type) { ["key"] = Value(type.Field("key")!, depth), ["value"] = Value(type.Field("value")!, depth + 1) };

    private object Value(FieldDescriptor field, int depth) => field.Kind switch
    {
        FieldKind.Double => Values.Double(random),
        FieldKind.Float => (float)Values.Double(random),
        FieldKind.Int64 or FieldKind.SInt64 or FieldKind.SFixed64 => Values.Long(random),
        FieldKind.UInt64 or FieldKind.Fixed64 => (ulong)Values.Long(random),
        FieldKind.UInt32 or FieldKind.Fixed32 => (uint)Values.Int(random),
        FieldKind.Bool => random.Next(2) == 0,
        FieldKind.String => Values.Text(random),
        FieldKind.Bytes => Values.Bytes(random, random.Next(5)),
        FieldKind.Message => field.IsMap ? Entry(field.MessageType!, depth) : Message(field.MessageType!, depth + 1),
        FieldKind.Enum => random.Next(2),
        _ => Values.Int(random),
    };
}
