using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ms2Lab.Player.Answers;

/// <summary>JSON text without blanks and without escapes that JSON does not ask for: the bytes that a <c>{"json"}</c> record had when it was recorded.</summary>
internal static class PythonJson
{
    /// <summary>The text of a node; numbers keep the form in which they were read.</summary>
    public static string Write(JsonNode? node)
    {
        var text = new StringBuilder();
        Write(text, node);
        return text.ToString();
    }

    private static void Write(StringBuilder text, JsonNode? node)
    {
        switch (node)
        {
            case null:
                text.Append("null");
                break;
            case JsonObject members:
                Join(text, '{', members, m =>
                {
                    Quote(text, m.Key);
                    text.Append(':');
                    Write(text, m.Value);
                }, '}');
                break;
            case JsonArray list:
                Join(text, '[', list, n => Write(text, n), ']');
                break;
            case var value when value.GetValueKind() == JsonValueKind.String:
                Quote(text, value.GetValue<string>());
                break;
            default:
                text.Append(node.ToJsonString());
                break;
        }
    }

    private static void Join<T>(StringBuilder text, char open, IEnumerable<T> items, Action<T> write, char close)
    {
        text.Append(open);
        var isFirst = true;
        foreach (var item in items)
        {
            if (!isFirst)
            {
                text.Append(',');
            }
            isFirst = false;
            write(item);
        }
        text.Append(close);
    }

    private static void Quote(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append(@"\\"),
                '\n' => text.Append(@"\n"),
                '\r' => text.Append(@"\r"),
                '\t' => text.Append(@"\t"),
                '\f' => text.Append(@"\f"),
                '\b' => text.Append(@"\b"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $@"\u{(int)c:x4}"),
                _ => text.Append(c),
            };
        }
        text.Append('"');
    }
}
