using System.Reflection;
using System.Runtime.CompilerServices;
using Ms2Lab.Schemas.Formats.Avro;
using Ms2Lab.Schemas.Formats.Avro.Binary;

namespace Ms2Lab.Schemas.Serializers;

/// <summary>Settles once how values of a type are read from a writer's schema, widening numbers as Avro's resolution does.</summary>
internal static class AvroReaders
{
    private static readonly Dictionary<(Type, AvroType), Delegate> Primitives = new()
    {
        [(typeof(bool), AvroType.Boolean)] = new ReadValue<bool>(static (ref AvroReader r) => r.ReadBoolean()),
        [(typeof(int), AvroType.Int)] = new ReadValue<int>(static (ref AvroReader r) => r.ReadInt()),
        [(typeof(long), AvroType.Long)] = new ReadValue<long>(static (ref AvroReader r) => r.ReadLong()),
        [(typeof(long), AvroType.Int)] = new ReadValue<long>(static (ref AvroReader r) => r.ReadInt()),
        [(typeof(float), AvroType.Float)] = new ReadValue<float>(static (ref AvroReader r) => r.ReadFloat()),
        [(typeof(float), AvroType.Int)] = new ReadValue<float>(static (ref AvroReader r) => r.ReadInt()),
        [(typeof(float), AvroType.Long)] = new ReadValue<float>(static (ref AvroReader r) => r.ReadLong()),
        [(typeof(double), AvroType.Double)] = new ReadValue<double>(static (ref AvroReader r) => r.ReadDouble()),
        [(typeof(double), AvroType.Float)] = new ReadValue<double>(static (ref AvroReader r) => r.ReadFloat()),
        [(typeof(double), AvroType.Int)] = new ReadValue<double>(static (ref AvroReader r) => r.ReadInt()),
        [(typeof(double), AvroType.Long)] = new ReadValue<double>(static (ref AvroReader r) => r.ReadLong()),
        [(typeof(string), AvroType.String)] = new ReadValue<string>(static (ref AvroReader r) => r.ReadString()),
        [(typeof(string), AvroType.Bytes)] = new ReadValue<string>(static (ref AvroReader r) => r.ReadString()),
        [(typeof(byte[]), AvroType.Bytes)] = new ReadValue<byte[]>(static (ref AvroReader r) => r.ReadBytes().ToArray()),
        [(typeof(byte[]), AvroType.String)] = new ReadValue<byte[]>(static (ref AvroReader r) => r.ReadBytes().ToArray()),
        [(typeof(DateTimeOffset), AvroType.Long)] = new ReadValue<DateTimeOffset>(static (ref AvroReader r) => DateTimeOffset.FromUnixTimeMilliseconds(r.ReadLong())),
        [(typeof(DateOnly), AvroType.Int)] = new ReadValue<DateOnly>(static (ref AvroReader r) => DateOnly.FromDateTime(DateTime.UnixEpoch).AddDays(r.ReadInt())),
        [(typeof(Guid), AvroType.String)] = new ReadValue<Guid>(static (ref AvroReader r) => Guid.Parse(r.ReadString())),
    };

    /// <exception cref="SchemaMismatchException">The type does not fit.</exception>
    internal static ReadValue<T> For<T>(AvroSchema schema, string path)
    {
        if (schema is AvroUnion union)
        {
            return Union<T>(union, path);
        }

        if (Nullable.GetUnderlyingType(typeof(T)) is { } underlying)
        {
            return (ReadValue<T>)Call(nameof(Present), [underlying], schema, path);
        }

        if (Primitives.TryGetValue((typeof(T), schema.Type), out var primitive))
        {
            return (ReadValue<T>)primitive;
        }

        return schema switch
        {
            AvroRecord record when typeof(T).IsClass => Record<T>(record, path),
            AvroEnum symbols when typeof(T).IsEnum => Symbol<T>(symbols),
            AvroEnum symbols when typeof(T) == typeof(string) => (ref AvroReader reader) => (T)(object)symbols.Symbols[reader.ReadIndex(symbols.Symbols.Count)],
            AvroArray array when AvroClass.ItemOf(typeof(T)) is { } item => (ReadValue<T>)Call(nameof(Items), [item], array.Items, path),
            AvroMap map when AvroClass.ValueOf(typeof(T)) is { } value => (ReadValue<T>)Call(nameof(Entries), [value], map.Values, path),
            _ => throw new SchemaMismatchException($"{path} is {schema}, which does not fit a {typeof(T).Name}."),
        };
    }

    private static ReadValue<T> Union<T>(AvroUnion union, string path)
    {
        var isNullable = default(T) is null;
        var branches = union.Branches.Select(b => b.Type == AvroType.Null
            ? isNullable ? (ref AvroReader _) => default! : (ref AvroReader _) => throw new SchemaMismatchException($"{path} is null, which does not fit a {typeof(T).Name}.")
            : For<T>(b, path)).ToArray();
        return (ref AvroReader reader) => branches[reader.ReadIndex(branches.Length)](ref reader);
    }

    private static ReadValue<T?> Present<T>(AvroSchema schema, string path)
        where T : struct
    {
        var read = For<T>(schema, path);
        return (ref AvroReader reader) => read(ref reader);
    }

    private static ReadValue<T> Record<T>(AvroRecord record, string path)
    {
        var steps = record.Fields.Select(f => Step<T>(f, $"{path}.{f.Name}")).ToArray();
        var create = typeof(T).GetConstructor(Type.EmptyTypes) is null
            ? (Func<T>)(() => (T)RuntimeHelpers.GetUninitializedObject(typeof(T))) : Activator.CreateInstance<T>;
        return (ref AvroReader reader) =>
        {
            var value = create();
            reader.Enter();
            foreach (var step in steps)
            {
                step(value, ref reader);
            }

            reader.Leave();
            return value;
        };
    }

    private static ReadField<T> Step<T>(AvroField field, string path) => AvroClass.Property(typeof(T), field) is { } property
        ? (ReadField<T>)Call(nameof(Field), [typeof(T), property.PropertyType], property, field.Schema, path)
        : (T _, ref AvroReader reader) => AvroDatum.Read(field.Schema, ref reader);

    private static ReadField<T> Field<T, TValue>(PropertyInfo property, AvroSchema schema, string path)
    {
        var set = property.SetMethod!.CreateDelegate<Action<T, TValue>>();
        var read = For<TValue>(schema, path);
        return (T value, ref AvroReader reader) => set(value, read(ref reader));
    }

    private static ReadValue<T> Symbol<T>(AvroEnum symbols)
    {
        var values = symbols.Symbols.Select(s => Enum.TryParse(typeof(T), s, out var value) ? value : null).ToArray();
        return (ref AvroReader reader) =>
        {
            var index = reader.ReadIndex(values.Length);
            return (T)(values[index] ?? throw new SchemaMismatchException($"{typeof(T).Name} has no {symbols.Symbols[index]}."));
        };
    }

    private static ReadValue<List<T>> Items<T>(AvroSchema schema, string path)
    {
        var read = For<T>(schema, path + "[]");
        return (ref AvroReader reader) =>
        {
            var list = new List<T>();
            reader.Enter();
            for (var count = reader.ReadBlockCount(); count > 0; count = reader.ReadBlockCount())
            {
                list.EnsureCapacity(list.Count + reader.Reserve(count));
                for (; count > 0; count--)
                {
                    list.Add(read(ref reader));
                }
            }

            reader.Leave();
            return list;
        };
    }

    private static ReadValue<Dictionary<string, T>> Entries<T>(AvroSchema schema, string path)
    {
        var read = For<T>(schema, path + "{}");
        return (ref AvroReader reader) =>
        {
            var map = new Dictionary<string, T>(StringComparer.Ordinal);
            reader.Enter();
            for (var count = reader.ReadBlockCount(); count > 0; count = reader.ReadBlockCount())
            {
                for (; count > 0; count--)
                {
                    var key = reader.ReadString();
                    map[key] = read(ref reader);
                }
            }

            reader.Leave();
            return map;
        };
    }

    private static object Call(string method, Type[] types, params object[] arguments) => GenericCall.Invoke(typeof(AvroReaders), method, types, arguments);

    private delegate void ReadField<in T>(T target, ref AvroReader reader);
}
