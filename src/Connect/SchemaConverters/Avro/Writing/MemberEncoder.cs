using Ms2Lab.Connect.Api;
using Ms2Lab.Schemas.Formats.Avro.Binary;

namespace Ms2Lab.Connect.SchemaConverters.Avro.Writing;

/// <summary>A Struct that stands for a union: its first field that is set is written as that branch.</summary>
internal sealed class MemberEncoder(Schema schema, int nullBranch, ValueEncoder[] members, bool ignoreDefaults) : ValueEncoder
{
    internal override void Write(AvroWriter writer, object? value)
    {
        if (value is Struct data)
        {
            StructEncoder.RequireSchema(schema, data);
            for (var i = 0; i < members.Length; i++)
            {
                var member = ignoreDefaults ? data.GetWithoutDefault(schema.Fields[i]) : data.Get(schema.Fields[i]);
                if (member is not null)
                {
                    members[i].Write(writer, member);
                    return;
                }
            }
        }
        else if (value is not null)
        {
            throw new DataException($"Invalid type for STRUCT: class {JavaClass.NameOf(value)}");
        }

        if (nullBranch < 0 || !schema.IsOptional)
        {
            throw new DataException("Found null value for non-optional schema");
        }

        writer.WriteInt(nullBranch);
    }
}
