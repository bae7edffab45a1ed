using System.Reflection;
using Ms2Lab.Schemas.Formats.Avro;

namespace Ms2Lab.Schemas.Serializers;

/// <summary>Avro's view of a class: its name, its properties as fields, and the schema that follows from them.</summary>
internal static class AvroClass
{
    private static readonly Dictionary<Type, string> Primitives = new()
    {
        [typeof(bool)] = "\"boolean\"", [typeof(int)] = "\"int\"", [typeof(long)] = "\"long\"", [typeof(float)] = "\"float\"",
        [typeof(double)] = "\"double\"", [typeof(string)] = "\"string\"", [typeof(byte[])] = "\"bytes\"",
        [typeof(DateTimeOffset)] = """{"type":"long","logicalType":"timestamp-millis"}""", [typeof(DateOnly)] = """{"type":"int","logicalType":"date"}""",
        [typeof(Guid)] = """{"type":"string","logicalType":"uuid"}""",
    };

    /// <summary>The schema of a class; texts and objects are nullable where they are declared so.</summary>
    /// <exception cref="SchemaMismatchException">A property has a type that Avro has no counterpart for.</exception>
    internal static AvroSchema SchemaOf(Type type) => new AvroSchemaParser().Parse(Text(type, type.Name, []));

    /// <summary>Properties that are read and written, in the order of their declaration.</summary>
    internal static IEnumerable<PropertyInfo> Properties(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p is { CanRead: true, CanWrite: true } && p.GetIndexParameters().Length == 0);

    /// <summary>The property that a field stands for: by attribute, else by name without regard to case and underscores.</summary>
    internal static PropertyInfo? Property(Type type, AvroField field)
    {
        var names = field.Aliases.Prepend(field.Name).ToList();
        return names.Select(n => Properties(type).FirstOrDefault(p => p.GetCustomAttribute<AvroNameAttribute>()?.Name == n)
            ?? Properties(type).FirstOrDefault(p => Plain(p.Name) == Plain(n))).FirstOrDefault(p => p is not null);
    }

    /// <summary>The item of a list type, or null.</summary>
    internal static Type? ItemOf(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(List<>) ? type.GetGenericArguments()[0] : null;

    /// <summary>The value of a dictionary with text keys, or null.</summary>
    internal static Type? ValueOf(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Dictionary<,>)
        && type.GetGenericArguments() is [var key, var value] && key == typeof(string) ? value : null;

    private static string Text(Type type, string path, HashSet<Type> seen)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return $"[\"null\",{Text(underlying, path, seen)}]";
        }

        if (Primitives.TryGetValue(type, out var primitive))
        {
            return primitive;
        }

        if (ItemOf(type) is { } item)
        {
            return $"{{\"type\":\"array\",\"items\":{Text(item, path, seen)}}}";
        }

        if (ValueOf(type) is { } value)
        {
            return $"{{\"type\":\"map\",\"values\":{Text(value, path, seen)}}}";
        }

        if (!type.IsEnum && (!type.IsClass || type.Assembly == typeof(object).Assembly))
        {
            throw new SchemaMismatchException($"{path} is a {type.Name}, for which Avro has no type: use one of {string.Join(", ", Primitives.Keys.Select(t => t.Name))}, a list, a dictionary, an enum or a class.");
        }

        var name = type.GetCustomAttribute<AvroNameAttribute>()?.Name ?? (type.Namespace is null ? type.Name : $"{type.Namespace}.{type.Name}");
        if (!seen.Add(type))
        {
            return $"\"{name}\"";
        }

        return type.IsEnum
            ? $"{{\"type\":\"enum\",\"name\":\"{name}\",\"symbols\":[{string.Join(',', Enum.GetNames(type).Select(s => $"\"{s}\""))}]}}"
            : $"{{\"type\":\"record\",\"name\":\"{name}\",\"fields\":[{string.Join(',', Properties(type).Select(p => Field(p, path, seen)))}]}}";
    }

    private static string Field(PropertyInfo property, string path, HashSet<Type> seen)
    {
        var name = property.GetCustomAttribute<AvroNameAttribute>()?.Name ?? property.Name;
        var text = Text(property.PropertyType, $"{path}.{property.Name}", seen);
        var isNullable = text.StartsWith('[');
        if (!isNullable && !property.PropertyType.IsValueType && new NullabilityInfoContext().Create(property).ReadState == NullabilityState.Nullable)
        {
            (text, isNullable) = ($"[\"null\",{text}]", true);
        }

        return $"{{\"name\":\"{name}\",\"type\":{text}{(isNullable ? ",\"default\":null" : "")}}}";
    }

    private static string Plain(string name) => name.Replace("_", "", StringComparison.Ordinal).ToUpperInvariant();
}
