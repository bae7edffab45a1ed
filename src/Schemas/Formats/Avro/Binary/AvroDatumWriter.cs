namespace Ms2Lab.Schemas.Formats.Avro.Binary;

/// <summary>Writes the values that <see cref="AvroDatum"/> describes.</summary>
internal static class AvroDatumWriter
{
    internal static void Write(AvroSchema schema, object? value, AvroWriter writer)
    {
        switch (schema)
        {
            case AvroUnion union:
                var branch = BranchOf(union, value);
                writer.WriteInt(branch);
                Write(union.Branches[branch], value, writer);
                break;
            case AvroRecord record when value is AvroGenericRecord given && given.Schema.Fields.Count == record.Fields.Count:
                foreach (var field in record.Fields)
                {
                    Write(field.Schema, given[field.Position], writer);
                }

                break;
            case AvroEnum symbols when value is string symbol && symbols.IndexOf(symbol) >= 0:
                writer.WriteInt(symbols.IndexOf(symbol));
                break;
            case AvroFixed bytes when value is byte[] given && given.Length == bytes.Size:
                writer.WriteRaw(given);
                break;
            case AvroArray array when value is IReadOnlyCollection<object?> items:
                WriteBlock(items, writer, item => Write(array.Items, item, writer));
                break;
            case AvroMap map when value is IReadOnlyDictionary<string, object?> entries:
                WriteBlock(entries, writer, entry =>
                {
                    writer.WriteString(entry.Key);
                    Write(map.Values, entry.Value, writer);
                });
                break;
            default:
                WritePrimitive(schema, value, writer);
                break;
        }
    }

    private static void WriteBlock<T>(IReadOnlyCollection<T> items, AvroWriter writer, Action<T> write)
    {
        if (items.Count > 0)
        {
            writer.WriteLong(items.Count);
            foreach (var item in items)
            {
                write(item);
            }
        }

        writer.WriteLong(0);
    }

    private static void WritePrimitive(AvroSchema schema, object? value, AvroWriter writer)
    {
        switch (schema.Type, value)
        {
            case (AvroType.Null, null): break;
            case (AvroType.Boolean, bool given): writer.WriteBoolean(given); break;
            case (AvroType.Int, int given): writer.WriteInt(given); break;
            case (AvroType.Long, long given): writer.WriteLong(given); break;
            case (AvroType.Long, int given): writer.WriteLong(given); break;
            case (AvroType.Float, float given): writer.WriteFloat(given); break;
            case (AvroType.Double, double given): writer.WriteDouble(given); break;
            case (AvroType.Bytes, byte[] given): writer.WriteBytes(given); break;
            case (AvroType.String, string given): writer.WriteString(given); break;
            default: throw new AvroDataException("org.apache.avro.AvroTypeException", $"Value {value ?? "null"} is not a {schema}");
        }
    }

    internal static int BranchOf(AvroUnion union, object? value)
    {
        for (var i = 0; i < union.Branches.Count; i++)
        {
            if (Fits(union.Branches[i], value))
            {
                return i;
            }
        }

        throw new AvroDataException("org.apache.avro.UnresolvedUnionException", $"Not in union {union}: {value ?? "null"}");
    }

    private static bool Fits(AvroSchema schema, object? value) => schema switch
    {
        AvroRecord record => value is AvroGenericRecord given && given.Schema.FullName == record.FullName,
        AvroEnum symbols => value is string symbol && symbols.IndexOf(symbol) >= 0,
        AvroFixed bytes => value is byte[] given && given.Length == bytes.Size,
        AvroArray => value is IReadOnlyCollection<object?>,
        AvroMap => value is IReadOnlyDictionary<string, object?>,
        _ => (schema.Type, value) is (AvroType.Null, null) or (AvroType.Boolean, bool) or (AvroType.Int, int) or (AvroType.Long, long)
            or (AvroType.Float, float) or (AvroType.Double, double) or (AvroType.Bytes, byte[]) or (AvroType.String, string),
    };
}
