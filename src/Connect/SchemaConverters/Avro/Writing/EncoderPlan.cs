using Ms2Lab.Connect.Api;
using Ms2Lab.Schemas.Formats.Avro;

namespace Ms2Lab.Connect.SchemaConverters.Avro.Writing;

/// <summary>
/// Makes the encoder of a Connect schema: walks it side by side with its own Avro schema and with the one that is written,
/// which is another when the registry's latest version is used.
/// </summary>
internal sealed class EncoderPlan(AvroDataOptions options)
{
    internal ValueEncoder Of(Schema? connect, AvroSchema own, AvroSchema target)
    {
        if (connect is null)
        {
            return new AnythingEncoder();
        }

        if (AvroWords.IsUnion(connect))
        {
            return Members(connect, (AvroUnion)own, target);
        }

        var type = own is AvroUnion optional ? optional.Branches[1 - optional.NullBranch] : own;
        if (target is not AvroUnion union)
        {
            return Plain(connect, type, target);
        }

        var branch = BranchOf(union, type);
        return new UnionEncoder(connect, union, union.NullBranch, branch, branch < 0 ? new AnythingEncoder() : Plain(connect, type, union.Branches[branch]));
    }

    private ValueEncoder Plain(Schema connect, AvroSchema own, AvroSchema target) => (connect.Type, own, target) switch
    {
        (SchemaType.Struct, AvroRecord from, AvroRecord to) => Struct(connect, from, to),
        (SchemaType.Array, AvroArray from, AvroArray to) => new ContainerEncoders.List(Of(connect.ValueSchema, from.Items, to.Items)),
        (SchemaType.Map, AvroMap from, AvroMap to) => new ContainerEncoders.Map(null, Of(connect.ValueSchema, from.Values, to.Values)),
        (SchemaType.Map, AvroArray { Items: AvroRecord from }, AvroArray { Items: AvroRecord { Fields.Count: 2 } to }) => new ContainerEncoders.Map(
            Of(connect.KeySchema, from.Fields[0].Schema, to.Fields[0].Schema), Of(connect.ValueSchema, from.Fields[1].Schema, to.Fields[1].Schema)),
        _ => new PrimitiveEncoder(connect, target),
    };

    private StructEncoder Struct(Schema connect, AvroRecord own, AvroRecord target)
    {
        var count = Math.Min(own.Fields.Count, target.Fields.Count);
        var fields = new ValueEncoder[count];
        for (var i = 0; i < count; i++)
        {
            fields[i] = Of(connect.Fields[i].Schema, own.Fields[i].Schema, target.Fields[i].Schema);
        }

        return new StructEncoder(connect, fields, target.Fields.Count, options.IgnoreDefaults);
    }

    private MemberEncoder Members(Schema connect, AvroUnion own, AvroSchema target)
    {
        var offset = own.NullBranch == 0 && connect.IsOptional ? 1 : 0;
        var members = connect.Fields.Select(f => Of(f.Schema, own.Branches[f.Index + offset], target)).ToArray();
        return new MemberEncoder(connect, (target as AvroUnion)?.NullBranch ?? -1, members, options.IgnoreDefaults);
    }

    private static int BranchOf(AvroUnion union, AvroSchema type)
    {
        for (var i = 0; i < union.Branches.Count; i++)
        {
            if (union.Branches[i].FullName == type.FullName)
            {
                return i;
            }
        }

        return -1;
    }
}
