using FsCheck;
using FsCheck.Fluent;
using Ms2Lab.Schemas.Formats.Protobuf;
using Ms2Lab.Schemas.Formats.Protobuf.Binary;
using Ms2Lab.Schemas.Formats.Protobuf.Descriptors;

namespace Ms2Lab.Schemas.Tests.Generators;

/// <summary>A file with a message of its type <c>lab.random.M</c>. FsCheck makes a failing one smaller: it leaves values and unused fields out.</summary>
internal sealed record ProtobufCase(ProtobufParsedSchema Schema, DynamicMessage Message)
{
    private const string Name = "lab.random.M";

    /// <summary>Cases of any shape.</summary>
    public static Arbitrary<ProtobufCase> Any { get; } = Arb.From(
        from seed in Gen.Choose(0, int.MaxValue) select Of(new RandomProtobuf(new Random(seed))), c => c.Smaller());

    /// <summary>The message's type.</summary>
    public MessageDescriptor Type => Message.Descriptor;

    /// <summary>The same file with one field of the message less.</summary>
    public MessageDescriptor TypeWithout(FieldDescriptor field) => Without(field).Message(Name)!;

    /// <summary>Cases with less in them.</summary>
    public IEnumerable<ProtobufCase> Smaller()
    {
        foreach (var field in Type.Fields.Where(f => Message[f] is not null && !f.IsRequired))
        {
            var smaller = Type.Read(Message.ToByteArray());
            smaller[field] = null;
            yield return this with { Message = smaller };
        }

        foreach (var field in Type.Fields.Where(f => Message[f] is null && f.OneOf is null))
        {
            var schema = Without(field);
            yield return new ProtobufCase(schema, schema.Message(Name)!.Read(Message.ToByteArray()));
        }
    }

    /// <summary>How a failing case is shown.</summary>
    public override string ToString() => $"{Schema.CanonicalText} with {Convert.ToHexStringLower(Message.ToByteArray())}";

    private ProtobufParsedSchema Without(FieldDescriptor field) => ProtobufParsedSchema.Of(Schema.File with
    {
        Types = [.. Schema.File.Types.Select(t => t is ProtoMessage { Name: "M" } message ? Without(message, field.Number) : t)],
    });

    private static ProtoMessage Without(ProtoMessage message, int number) => message with
    {
        Fields = [.. message.Fields.Where(f => f.Tag != number)],
        OneOfs = [.. message.OneOfs.Select(o => o with { Fields = [.. o.Fields.Where(f => f.Tag != number)] })],
    };

    private static ProtobufCase Of(RandomProtobuf random)
    {
        var schema = random.Schema();
        return new ProtobufCase(schema, random.Message(schema.Message(Name)!));
    }
}
