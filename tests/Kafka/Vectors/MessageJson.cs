using System.Buffers.Text;
using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ms2Lab.Kafka.Protocol;

namespace Ms2Lab.Kafka.Tests.Vectors;

/// <summary>
/// Messages as the recordings show them: field names with a small first letter, bytes as hex, ids as 22 letters of base64.
/// </summary>
public static class MessageJson
{
    /// <summary>All properties of a message; those that a version lacks have their defaults.</summary>
    public static JsonObject ToJson(object message)
    {
        var json = new JsonObject();
        foreach (var property in FieldsOf(message.GetType()))
        {
            json[NameOf(property)] = ToNode(property.GetValue(message));
        }

        if (UnknownTagsOf(message) is { } tags)
        {
            json["_tags"] = new JsonObject(tags.Select(t => KeyValuePair.Create(t.Tag.ToString(), (JsonNode?)Convert.ToHexStringLower(t.Data.Span))));
        }

        return json;
    }

    /// <summary>Sets the properties that the JSON names.</summary>
    public static void Fill(object message, JsonObject json)
    {
        foreach (var (name, value) in json)
        {
            if (name == "_tags")
            {
                message.GetType().GetProperty("UnknownTaggedFields")!.SetValue(message, value!.AsObject()
                    .Select(t => new RawTaggedField(int.Parse(t.Key), Convert.FromHexString(t.Value!.GetValue<string>()))).ToList());
                continue;
            }

            var property = FieldsOf(message.GetType()).SingleOrDefault(p => NameOf(p) == name)
                ?? throw new InvalidDataException($"{message.GetType().Name} has no field {name}");
            property.SetValue(message, FromNode(value, property.PropertyType));
        }
    }

    /// <summary>
    /// What differs between a recorded answer, which holds the fields of its version, and all properties of a message: where the
    /// recording says nothing, the property has its default.
    /// </summary>
    public static IEnumerable<string> Differences(JsonNode? recorded, JsonNode? here, object? empty, string at = "")
    {
        if (recorded is JsonObject wanted && here is JsonObject got)
        {
            foreach (var (name, value) in got)
            {
                if (wanted.ContainsKey(name))
                {
                    foreach (var d in Differences(wanted[name], value, null, $"{at}.{name}"))
                    {
                        yield return d;
                    }
                }
                else if (value is not (null or JsonArray { Count: 0 }) && empty is JsonObject defaults && !JsonNode.DeepEquals(defaults[name], value))
                {
                    yield return $"{at}.{name}: not in the recording, here {value.ToJsonString()}";
                }
            }

            foreach (var (name, value) in wanted.Where(w => !got.ContainsKey(w.Key)))
            {
                yield return $"{at}.{name}: recorded {value?.ToJsonString()}, not here";
            }
        }
        else if (recorded is JsonArray wantedItems && here is JsonArray gotItems && wantedItems.Count == gotItems.Count)
        {
            foreach (var d in wantedItems.Zip(gotItems).SelectMany((pair, i) => Differences(pair.First, pair.Second, null, $"{at}.{i}")))
            {
                yield return d;
            }
        }
        else if (!JsonNode.DeepEquals(recorded, here))
        {
            yield return $"{at}: recorded {recorded?.ToJsonString() ?? "null"}, here {here?.ToJsonString() ?? "null"}";
        }
    }

    internal static IEnumerable<PropertyInfo> FieldsOf(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(p => p.CanWrite && p.Name != "UnknownTaggedFields" && !p.Name.EndsWith("Segments", StringComparison.Ordinal));

    internal static string NameOf(PropertyInfo property) => char.ToLowerInvariant(property.Name[0]) + property.Name[1..];

    private static List<RawTaggedField>? UnknownTagsOf(object message) =>
        (List<RawTaggedField>?)message.GetType().GetProperty("UnknownTaggedFields")?.GetValue(message);

    internal static JsonNode? ToNode(object? value) => value switch
    {
        null => null,
        string text => JsonValue.Create(text),
        Guid id => JsonValue.Create(Base64Url.EncodeToString(id.ToByteArray(bigEndian: true))),
        ReadOnlyMemory<byte> bytes => JsonValue.Create(Convert.ToHexStringLower(bytes.Span)),
        bool flag => JsonValue.Create(flag),
        double number => JsonValue.Create(number),
        IList list => new JsonArray([.. list.Cast<object?>().Select(ToNode)]),
        _ when value.GetType().IsPrimitive => JsonValue.Create(Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture)),
        _ => ToJson(value),
    };

    private static object? FromNode(JsonNode? node, Type type)
    {
        if (node is null)
        {
            return null;
        }

        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(ReadOnlyMemory<byte>))
        {
            return new ReadOnlyMemory<byte>(RecordsJson.BytesOf(node));
        }

        if (type == typeof(Guid))
        {
            return new Guid(Base64Url.DecodeFromChars(node.GetValue<string>()), bigEndian: true);
        }

        if (type.IsGenericType)
        {
            var list = (IList)Activator.CreateInstance(type)!;
            foreach (var item in node.AsArray())
            {
                list.Add(FromNode(item, type.GetGenericArguments()[0]));
            }

            return list;
        }

        if (type.IsPrimitive || type == typeof(string))
        {
            return node.Deserialize(type);
        }

        var message = Activator.CreateInstance(type)!;
        Fill(message, node.AsObject());
        return message;
    }
}
