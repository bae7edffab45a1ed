namespace Ms2Lab.Schemas.Formats.Avro.Binary;

/// <summary>
/// Reads and writes values of any schema. Shapes: null, <see cref="bool"/>, <see cref="int"/>, <see cref="long"/>,
/// <see cref="float"/>, <see cref="double"/>, <c>byte[]</c> (bytes and fixed), <see cref="string"/> (text and enum symbols),
/// <see cref="List{T}"/>, an ordered dictionary of text keys, <see cref="AvroGenericRecord"/>; a union's value is that of its branch.
/// </summary>
public static class AvroDatum
{
    /// <summary>The value that <paramref name="data"/> begins with.</summary>
    /// <exception cref="AvroDataException">The bytes do not fit.</exception>
    public static object? Read(AvroSchema schema, ReadOnlySpan<byte> data)
    {
        var reader = new AvroReader(data);
        return Read(schema, ref reader);
    }

    /// <summary>The next value.</summary>
    /// <exception cref="AvroDataException">The bytes do not fit.</exception>
    public static object? Read(AvroSchema schema, ref AvroReader reader)
    {
        switch (schema)
        {
            case AvroRecord record:
                return ReadRecord(record, ref reader);
            case AvroUnion union:
                return Read(union.Branches[reader.ReadIndex(union.Branches.Count)], ref reader);
            case AvroEnum symbols:
                return symbols.Symbols[reader.ReadIndex(symbols.Symbols.Count)];
            case AvroFixed bytes:
                return reader.ReadFixed(bytes.Size).ToArray();
            case AvroArray array:
                return ReadArray(array, ref reader);
            case AvroMap map:
                return ReadMap(map, ref reader);
            default:
                return schema.Type switch
                {
                    AvroType.Null => null,
                    AvroType.Boolean => reader.ReadBoolean(),
                    AvroType.Int => reader.ReadInt(),
                    AvroType.Long => reader.ReadLong(),
                    AvroType.Float => reader.ReadFloat(),
                    AvroType.Double => reader.ReadDouble(),
                    AvroType.Bytes => reader.ReadBytes().ToArray(),
                    _ => reader.ReadString(),
                };
        }
    }

    /// <summary>The value that <paramref name="data"/> begins with, as a reader with a schema of its own sees it.</summary>
    /// <param name="writer">The schema of the bytes.</param>
    /// <param name="reader">The schema in which the value is wanted.</param>
    /// <param name="data">The bytes.</param>
    /// <exception cref="AvroDataException">The bytes do not fit, or the reader's schema does not take what was written.</exception>
    public static object? Read(AvroSchema writer, AvroSchema reader, ReadOnlySpan<byte> data)
    {
        var input = new AvroReader(data);
        return Read(writer, reader, ref input);
    }

    /// <summary>The next value as a reader with a schema of its own sees it.</summary>
    /// <exception cref="AvroDataException">The bytes do not fit, or the reader's schema does not take what was written.</exception>
    public static object? Read(AvroSchema writer, AvroSchema reader, ref AvroReader input) => AvroResolver.Read(writer, reader, ref input);

    /// <summary>The bytes of a value.</summary>
    /// <exception cref="AvroDataException">The value does not fit the schema.</exception>
    public static byte[] Write(AvroSchema schema, object? value)
    {
        var writer = new AvroWriter();
        AvroDatumWriter.Write(schema, value, writer);
        return writer.Written.ToArray();
    }

    private static AvroGenericRecord ReadRecord(AvroRecord schema, ref AvroReader reader)
    {
        var record = new AvroGenericRecord(schema);
        reader.Enter();
        for (var i = 0; i < schema.Fields.Count; i++)
        {
            record[i] = Read(schema.Fields[i].Schema, ref reader);
        }

        reader.Leave();
        return record;
    }

    private static List<object?> ReadArray(AvroArray schema, ref AvroReader reader)
    {
        var list = new List<object?>();
        reader.Enter();
        for (var count = reader.ReadBlockCount(); count > 0; count = reader.ReadBlockCount())
        {
            list.EnsureCapacity(list.Count + reader.Reserve(count));
            for (; count > 0; count--)
            {
                list.Add(Read(schema.Items, ref reader));
            }
        }

        reader.Leave();
        return list;
    }

    private static OrderedDictionary<string, object?> ReadMap(AvroMap schema, ref AvroReader reader)
    {
        var map = new OrderedDictionary<string, object?>();
        reader.Enter();
        for (var count = reader.ReadBlockCount(); count > 0; count = reader.ReadBlockCount())
        {
            for (; count > 0; count--)
            {
                var key = reader.ReadString();
                map[key] = Read(schema.Values, ref reader);
            }
        }

        reader.Leave();
        return map;
    }
}
