using Ms2Lab.Connect.Api;
using Ms2Lab.Schemas.Formats.Avro;
using Ms2Lab.Schemas.Formats.Avro.Binary;

namespace Ms2Lab.Connect.SchemaConverters.Avro.Writing;

/// <summary>A value that may be null, in a union; an index of -1 stands for a branch that the union does not have.</summary>
internal sealed class UnionEncoder(Schema schema, AvroUnion union, int nullBranch, int valueBranch, ValueEncoder value) : ValueEncoder
{
    internal override void Write(AvroWriter writer, object? data)
    {
        if (data is null && !schema.IsOptional)
        {
            throw new DataException("Found null value for non-optional schema");
        }

        var branch = data is null ? nullBranch : valueBranch;
        if (branch < 0)
        {
            throw new JavaException("org.apache.avro.UnresolvedUnionException", $"Not in union {union}: {JavaText.Of(data)}");
        }

        writer.WriteInt(branch);
        if (data is not null)
        {
            value.Write(writer, data);
        }
    }
}
