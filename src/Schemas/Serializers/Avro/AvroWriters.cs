using System.Reflection;
using Ms2Lab.Schemas.Formats.Avro;
using Ms2Lab.Schemas.Formats.Avro.Binary;

namespace Ms2Lab.Schemas.Serializers;

/// <summary>Settles once how values of a type are written with a schema, so that writing is a chain of typed calls.</summary>
internal static class AvroWriters
{
    private static readonly Dictionary<(Type, AvroType), Delegate> Primitives = new()
    {
        [(typeof(bool), AvroType.Boolean)] = new WriteValue<bool>(static (v, w) => w.WriteBoolean(v)),
        [(typeof(int), AvroType.Int)] = new WriteValue<int>(static (v, w) => w.WriteInt(v)),
        [(typeof(int), AvroType.Long)] = new WriteValue<int>(static (v, w) => w.WriteLong(v)),
        [(typeof(int), AvroType.Double)] = new WriteValue<int>(static (v, w) => w.WriteDouble(v)),
        [(typeof(long), AvroType.Long)] = new WriteValue<long>(static (v, w) => w.WriteLong(v)),
        [(typeof(float), AvroType.Float)] = new WriteValue<float>(static (v, w) => w.WriteFloat(v)),
        [(typeof(float), AvroType.Double)] = new WriteValue<float>(static (v, w) => w.WriteDouble(v)),
        [(typeof(double), AvroType.Double)] = new WriteValue<double>(static (v, w) => w.WriteDouble(v)),
        [(typeof(string), AvroType.String)] = new WriteValue<string>(static (v, w) => w.WriteString(v)),
        [(typeof(byte[]), AvroType.Bytes)] = new WriteValue<byte[]>(static (v, w) => w.WriteBytes(v)),
        [(typeof(DateTimeOffset), AvroType.Long)] = new WriteValue<DateTimeOffset>(static (v, w) => w.WriteLong(v.ToUnixTimeMilliseconds())),
        [(typeof(DateOnly), AvroType.Int)] = new WriteValue<DateOnly>(static (v, w) => w.WriteInt(v.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber)),
        [(typeof(Guid), AvroType.String)] = new WriteValue<Guid>(static (v, w) => w.WriteString(v.ToString())),
    };

    /// <exception cref="SchemaMismatchException">The type does not fit.</exception>
    internal static WriteValue<T> For<T>(AvroSchema schema, string path = "value")
    {
        if (schema is AvroUnion union)
        {
            return Union<T>(union, path);
        }

        if (Nullable.GetUnderlyingType(typeof(T)) is { } underlying)
        {
            return Make<T>(nameof(Required), [underlying], schema, path);
        }

        if (Primitives.TryGetValue((typeof(T), schema.Type), out var primitive))
        {
            return (WriteValue<T>)primitive;
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
        var steps = record.Fields.Select(f => FieldOf<T>(f, $"{path}.{f.Name}")).ToArray();
        return (value, writer) =>
        {
            if (value is null)
            {
                throw Missing(path);
            }

            foreach (var step in steps)
            {
                step(value, writer);
            }
        };
    }

    private static WriteValue<T> FieldOf<T>(AvroField field, string path)
    {
        if (AvroClass.Property(typeof(T), field) is { } property)
        {
            return (WriteValue<T>)Call(nameof(Field), [typeof(T), property.PropertyType], property, field.Schema, path);
        }

        if (field.Default is not { } json)
        {
            throw new SchemaMismatchException($"{path} has no property in {typeof(T).Name} and no default in the schema.");
        }

        var bytes = AvroDatum.Write(field.Schema, AvroDefaultValue.Of(field.Schema, json));
        return (_, writer) => writer.WriteRaw(bytes);
    }

    private static WriteValue<T> Field<T, TValue>(PropertyInfo property, AvroSchema schema, string path)
    {
        var get = property.GetMethod!.CreateDelegate<Func<T, TValue>>();
        var write = For<TValue>(schema, path);
        return (value, writer) => write(get(value), writer);
    }

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
