using System.Diagnostics.CodeAnalysis;
using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Runtime.Converters;

namespace Ms2Lab.Connect.Runtime.Offsets;

/// <summary>
/// The bytes of the offsets topic, as Kafka's own workers write them: the key is the JSON list <c>["connector",{partition}]</c>, the value the JSON
/// object of the offset, both without a schema. Keys are compared as bytes, so members keep the order of <c>java.util.HashMap</c>.
/// </summary>
internal static class OffsetJson
{
    private static readonly JsonConverter Converter = MakeConverter();

    /// <summary>The key of a part of the source; a null partition is legal, as it is for Kafka.</summary>
    public static byte[] Key(string connector, IReadOnlyDictionary<string, object?>? partition) =>
        Converter.FromConnectData("", null, null, new List<object?> { connector, MapOf(partition) })!;

    /// <summary>The value of an offset; null, which deletes, for null.</summary>
    public static byte[]? Value(IReadOnlyDictionary<string, object?>? offset) => offset is null ? null : Converter.FromConnectData("", null, null, MapOf(offset));

    /// <summary>Reads a key back; false for anything that is not the key of a partition.</summary>
    public static bool TryReadKey(
        byte[] key, [NotNullWhen(true)] out string? connector, [NotNullWhen(true)] out IReadOnlyDictionary<string, object?>? partition)
    {
        connector = null;
        partition = null;
        try
        {
            if (Converter.ToConnectData("", null, key).Value is not IReadOnlyList<object?> { Count: 2 } parts
                || parts[0] is not string name || parts[1] is not ConnectMap map)
            {
                return false;
            }
            connector = name;
            partition = DictionaryOf(map);
            return true;
        }
        catch (DataException)
        {
            // Not JSON, so not a connector's.
            return false;
        }
    }

    /// <summary>Reads a value back: numbers are 64 bit integers or doubles; null for a deleted offset.</summary>
    /// <exception cref="DataException">It is no JSON object of primitive values.</exception>
    public static IReadOnlyDictionary<string, object?>? ReadValue(byte[]? value)
    {
        var read = Converter.ToConnectData("", null, value).Value;
        if (read is null)
        {
            return null;
        }
        var offset = DictionaryOf(read as ConnectMap ?? throw new DataException("Offsets must be specified as a Map"));
        Check(offset);
        return offset;
    }

    /// <summary>A partition or offset as it would be read back after it was written.</summary>
    /// <exception cref="DataException">It cannot be written.</exception>
    [return: NotNullIfNotNull(nameof(data))]
    public static IReadOnlyDictionary<string, object?>? Normalize(IReadOnlyDictionary<string, object?>? data)
    {
        Check(data);
        return data is null ? null : DictionaryOf((ConnectMap)Converter.ToConnectData("", null, Value(data)).Value!);
    }

    /// <summary>Refuses what Connect does not store.</summary>
    /// <exception cref="DataException">A value is neither null nor primitive.</exception>
    public static void Check(IReadOnlyDictionary<string, object?>? data)
    {
        foreach (var (field, value) in data ?? new Dictionary<string, object?>())
        {
            if (value is not (null or string or bool or byte[] or sbyte or short or int or long or float or double))
            {
                throw new DataException($"Offsets may only contain primitive types as values, but field {field} contains {KindOf(value)}");
            }
        }
    }

    private static string KindOf(object value) => value switch
    {
        ConnectMap or IReadOnlyDictionary<string, object?> => "MAP",
        IReadOnlyList<object?> => "ARRAY",
        Struct => "STRUCT",
        _ => $"class {JavaClass.NameOf(value)}",
    };

    private static ConnectMap? MapOf(IReadOnlyDictionary<string, object?>? data)
    {
        if (data is null)
        {
            return null;
        }
        var map = new ConnectMap();
        foreach (var (field, value) in data)
        {
            map[field] = value;
        }
        return map;
    }

    private static Dictionary<string, object?> DictionaryOf(ConnectMap map) => map.ToDictionary(
        e => e.Key as string ?? throw new DataException("Offsets may only use String keys"), e => e.Value, StringComparer.Ordinal);

    private static JsonConverter MakeConverter()
    {
        var converter = new JsonConverter();
        converter.Configure(new Dictionary<string, string> { ["schemas.enable"] = "false", ["converter.type"] = "key" }, isKey: true);
        return converter;
    }
}
