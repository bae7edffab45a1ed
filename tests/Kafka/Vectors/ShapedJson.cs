using System.Collections;
using System.Text.Json.Nodes;

namespace Ms2Lab.Kafka.Tests.Vectors;

/// <summary>
/// Messages as JSON with the fields that a recording shows: those of the answer's version. Another field is shown only when it does not have
/// its default, since a recording leaves tagged fields out that were not on the wire.
/// </summary>
internal static class ShapedJson
{
    public static JsonNode Of(object message, JsonNode? recorded)
    {
        var shape = recorded as JsonObject ?? [];
        var json = new JsonObject();
        object? empty = null;
        foreach (var property in MessageJson.FieldsOf(message.GetType()))
        {
            var name = MessageJson.NameOf(property);
            var value = property.GetValue(message);
            var node = shape.ContainsKey(name) ? Node(value, shape[name]) : MessageJson.ToNode(value);
            if (shape.ContainsKey(name) || !JsonNode.DeepEquals(node, MessageJson.ToNode(property.GetValue(empty ??= Activator.CreateInstance(message.GetType())!))))
            {
                json[name] = node;
            }
        }

        return json;
    }

    private static JsonNode? Node(object? value, JsonNode? recorded) => value switch
    {
        ReadOnlyMemory<byte> bytes when recorded is JsonObject => RecordsJson.Read(bytes),
        IList list => new JsonArray([.. list.Cast<object?>().Select(e => Node(e, Merged(recorded)))]),
        null or string or Guid or ReadOnlyMemory<byte> => MessageJson.ToNode(value),
        _ => value.GetType().IsPrimitive ? MessageJson.ToNode(value) : Of(value, recorded),
    };

    /// <summary>One element with all fields that any recorded element has.</summary>
    private static JsonObject? Merged(JsonNode? recorded)
    {
        if (recorded is not JsonArray array || array.FirstOrDefault() is not JsonObject)
        {
            return null;
        }

        var all = new JsonObject();
        foreach (var (name, value) in array.OfType<JsonObject>().SelectMany(e => e))
        {
            if (!all.ContainsKey(name) || all[name] is null or JsonArray { Count: 0 } || (value is JsonObject && all[name] is not JsonObject))
            {
                all[name] = value?.DeepClone();
            }
        }

        return all;
    }
}
