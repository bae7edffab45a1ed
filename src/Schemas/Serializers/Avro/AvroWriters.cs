using System.Reflection;
using Ms2Lab.Schemas.Formats.Avro;
using Ms2Lab.Schemas.Formats.Avro.Binary;

namespace Ms2Lab.Schemas.Serializers;

/// <summary>Settles once how values of a type are written with a schema, so that writing is a chain of typed calls.</summary>
internal static class AvroWriters
{
    /// <exception cref="SchemaMismatchException">The type does not fit.</exception>
    internal static WriteValue<T> For<T>(AvroSchema schema, string path = "value")
    {
        if (AvroEncoders.Of(typeof(T), schema) is { } encoder)
        {
            return (WriteValue<T>)Call(nameof(Simple), [typeof(T), encoder.GetType()], encoder);
        }

        if (schema is AvroUnion union)
        {
            return Union<T>(union, path);
        }

        if (Nullable.GetUnderlyingType(typeof(T)) is { } underlying)
        {
            return Make<T>(nameof(Required), [underlying], schema, path);
        }

        return schema switch
        {
            AvroRecord record when typeof(T).IsClass => Record<T>(record, path),
            AvroEnum symbols when typeof(T).IsEnum => (value, writer) => writer.WriteInt(IndexOf(symbols, value!.ToString()!, path)),
            AvroEnum symbols when typeof(T) == typeof(string) => (value, writer) => writer.WriteInt(IndexOf(symbols, (string)(object)value!, path)),
            AvroArray array when AvroClass.ItemOf(typeof(T)) is { } item => Make<T>(nameof(Items), [item], array.Items, path),
            AvroMap map when AvroClass.ValueOf(typeof(T)) is { } value => Make<T>(nameof(Entries), [value], map.Values, path),
            _ => throw new SchemaMismatchException($"{path} is a {typeof(T).Name}, and the schema wants {schema}."),
        };
    }

    private static WriteValue<T> Union<T>(AvroUnion union, string path)
    {
        var nothing = union.NullBranch;
        var branches = union.Branches.Select((s, i) => (Schema: s, Index: i)).Where(b => b.Index != nothing).ToList();
        foreach (var (schema, index) in branches)
        {
            try
            {
                return Nullable.GetUnderlyingType(typeof(T)) is { } underlying
                    ? (WriteValue<T>)Call(nameof(OptionalValue), [underlying], schema, index, nothing, path)
                    : Optional(For<T>(schema, path), index, nothing, path);
            }
            catch (SchemaMismatchException) when (index != branches[^1].Index)
            {
                continue; // the next branch may fit; the last one's mismatch is the answer
            }
        }

        throw new SchemaMismatchException($"{path} is a {typeof(T).Name}, and the schema wants {union}.");
    }

    private static WriteValue<T> Optional<T>(WriteValue<T> write, int index, int nothing, string path) => (value, writer) =>
    {
        if (value is null)
        {
            writer.WriteInt(NullBranch(nothing, path));
            return;
        }

        writer.WriteInt(index);
        write(value, writer);
    };

    private static WriteValue<T?> OptionalValue<T>(AvroSchema schema, int index, int nothing, string path)
        where T : struct
    {
        var write = For<T>(schema, path);
        return (value, writer) =>
        {
            if (value is not { } present)
            {
                writer.WriteInt(NullBranch(nothing, path));
                return;
            }

            writer.WriteInt(index);
            write(present, writer);
        };
    }

    private static WriteValue<T?> Required<T>(AvroSchema schema, string path)
        where T : struct
    {
        var write = For<T>(schema, path);
        return (value, writer) => write(value ?? throw Missing(path), writer);
    }

    private static WriteValue<T> Record<T>(AvroRecord record, string path)
    {
        var fields = record.Fields.Select(f => FieldOf<T>(f, $"{path}.{f.Name}")).ToArray();
        return (value, writer) =>
        {
            if (value is null)
            {
                throw Missing(path);
            }

            foreach (var field in fields)
            {
                field.Write(value, writer);
            }
        };
    }

    private static AvroFieldWriter<T> FieldOf<T>(AvroField field, string path)
    {
        if (AvroClass.Property(typeof(T), field) is { } property)
        {
            var encoder = AvroEncoders.Of(property.PropertyType, field.Schema) ?? Call(nameof(Delegated), [typeof(T), property.PropertyType], field.Schema, path);
            return (AvroFieldWriter<T>)Call(nameof(Field), [typeof(T), property.PropertyType, encoder.GetType()], property, encoder);
        }

        return field.Default is { } json
            ? new AvroFieldWriter<T>.Always(AvroDatum.Write(field.Schema, AvroDefaultValue.Of(field.Schema, json)))
            : throw new SchemaMismatchException($"{path} has no property in {typeof(T).Name} and no default in the schema.");
    }

    private static AvroFieldWriter<T>.Of<TValue, TEncoder> Field<T, TValue, TEncoder>(PropertyInfo property, TEncoder encoder)
        where TEncoder : struct, IAvroEncoder<TValue> => new(property.GetMethod!.CreateDelegate<Func<T, TValue>>(), encoder);

    private static AvroFieldWriter<T>.Delegated<TValue> Delegated<T, TValue>(AvroSchema schema, string path) => new(For<TValue>(schema, path));

    private static WriteValue<T> Simple<T, TEncoder>(TEncoder encoder)
        where TEncoder : struct, IAvroEncoder<T> => (value, writer) => encoder.Write(value, writer);

    private static WriteValue<List<T>> Items<T>(AvroSchema schema, string path)
    {
        var write = For<T>(schema, path + "[]");
        return (list, writer) =>
        {
            if (list.Count > 0)
            {
                writer.WriteLong(list.Count);
                foreach (var item in list)
                {
                    write(item, writer);
                }
            }

            writer.WriteLong(0);
        };
    }

    private static WriteValue<Dictionary<string, T>> Entries<T>(AvroSchema schema, string path)
    {
        var write = For<T>(schema, path + "{}");
        return (map, writer) =>
        {
            if (map.Count > 0)
            {
                writer.WriteLong(map.Count);
                foreach (var (key, value) in map)
                {
                    writer.WriteString(key);
                    write(value, writer);
                }
            }

            writer.WriteLong(0);
        };
    }

    private static int IndexOf(AvroEnum symbols, string symbol, string path) => symbols.IndexOf(symbol) is >= 0 and var index ? index
        : throw new SchemaMismatchException($"{path} is {symbol}, which is none of {string.Join(", ", symbols.Symbols)}.");

    private static int NullBranch(int index, string path) => index >= 0 ? index : throw Missing(path);

    private static SchemaMismatchException Missing(string path) => new($"{path} is null, and the schema wants a value.");

    private static WriteValue<T> Make<T>(string method, Type[] types, AvroSchema schema, string path) => (WriteValue<T>)Call(method, types, schema, path);

    private static object Call(string method, Type[] types, params object[] arguments) => GenericCall.Invoke(typeof(AvroWriters), method, types, arguments);
}
