using System.Reflection;
using System.Runtime.CompilerServices;
using Ms2Lab.Schemas.Formats.Avro;
using Ms2Lab.Schemas.Formats.Avro.Binary;

namespace Ms2Lab.Schemas.Serializers;

/// <summary>Settles once how values of a type are read from a writer's schema, widening numbers as Avro's resolution does.</summary>
internal static class AvroReaders
{
    /// <exception cref="SchemaMismatchException">The type does not fit.</exception>
    internal static ReadValue<T> For<T>(AvroSchema schema, string path)
    {
        if (AvroDecoders.Of(typeof(T), schema) is { } decoder)
        {
            return (ReadValue<T>)Call(nameof(Simple), [typeof(T), decoder.GetType()], decoder);
        }

        if (schema is AvroUnion union)
        {
            return Union<T>(union, path);
        }

        if (Nullable.GetUnderlyingType(typeof(T)) is { } underlying)
        {
            return (ReadValue<T>)Call(nameof(Present), [underlying], schema, path);
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
        var fields = record.Fields.Select(f => FieldOf<T>(f, $"{path}.{f.Name}")).ToArray();
        var create = typeof(T).GetConstructor(Type.EmptyTypes) is null
            ? (Func<T>)(() => (T)RuntimeHelpers.GetUninitializedObject(typeof(T))) : Activator.CreateInstance<T>;
        return (ref AvroReader reader) =>
        {
            var value = create();
            reader.Enter();
            foreach (var field in fields)
            {
                field.Read(value, ref reader);
            }

            reader.Leave();
            return value;
        };
    }

    private static AvroFieldReader<T> FieldOf<T>(AvroField field, string path)
    {
        if (AvroClass.Property(typeof(T), field) is not { } property)
        {
            return new AvroFieldReader<T>.Skipped(field.Schema);
        }

        var decoder = AvroDecoders.Of(property.PropertyType, field.Schema) ?? Call(nameof(Delegated), [typeof(T), property.PropertyType], field.Schema, path);
        return (AvroFieldReader<T>)Call(nameof(Field), [typeof(T), property.PropertyType, decoder.GetType()], property, decoder);
    }

    private static AvroFieldReader<T>.Of<TValue, TDecoder> Field<T, TValue, TDecoder>(PropertyInfo property, TDecoder decoder)
        where TDecoder : struct, IAvroDecoder<TValue> => new(property.SetMethod!.CreateDelegate<Action<T, TValue>>(), decoder);

    private static AvroFieldReader<T>.Delegated<TValue> Delegated<T, TValue>(AvroSchema schema, string path) => new(For<TValue>(schema, path));

    private static ReadValue<T> Simple<T, TDecoder>(TDecoder decoder)
        where TDecoder : struct, IAvroDecoder<T> => (ref AvroReader reader) => decoder.Read(ref reader);

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
}
