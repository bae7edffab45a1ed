using Ms2Lab.Connect.Api;
using Ms2Lab.Schemas.Formats.Avro.Binary;

namespace Ms2Lab.Connect.SchemaConverters.Avro.Writing;

/// <summary>A Struct as a record, field by field in the order of the record.</summary>
internal sealed class StructEncoder(Schema schema, ValueEncoder[] fields, int recordFields, bool ignoreDefaults) : ValueEncoder
{
    internal static void RequireSchema(Schema schema, Struct data)
    {
        if (!data.Schema.Equals(schema))
        {
            throw new DataException("Mismatching struct schema");
        }
    }

    internal override void Write(AvroWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                throw new DataException("Found null value for non-optional schema");
            case not Struct:
                throw new DataException($"Invalid type for STRUCT: class {JavaClass.NameOf(value)}");
        }

        var data = (Struct)value;
        RequireSchema(schema, data);
        for (var i = 0; i < fields.Length; i++)
        {
            var field = schema.Fields[i];
            fields[i].Write(writer, ignoreDefaults ? data.GetWithoutDefault(field) : data.Get(field));
        }

        // A record with more fields than the value has: what the real writer does, which takes them by position.
        if (recordFields > fields.Length)
        {
            throw new JavaException("java.lang.ArrayIndexOutOfBoundsException", $"Index {fields.Length} out of bounds for length {fields.Length}");
        }
    }
}
