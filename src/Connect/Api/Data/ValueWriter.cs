using System.Text;

namespace Ms2Lab.Connect.Api;

/// <summary>Writes values as the text of headers: strings quoted inside containers, bytes as base64.</summary>
internal static class ValueWriter
{
    public static string Write(object value)
    {
        var text = new StringBuilder();
        Append(text, value, false);
        return text.ToString();
    }

    private static void Append(StringBuilder text, object? value, bool embedded)
    {
        switch (value)
        {
            case string s:
                Quote(text, embedded ? s.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) : s, embedded);
                break;
            case byte[] bytes:
                Quote(text, Convert.ToBase64String(bytes), embedded);
                break;
            case ConnectMap map:
                AppendEntries(text, map.Select(e => (e.Key, e.Value)));
                break;
            case Struct s:
                AppendEntries(text, s.Schema.Fields.Select(f => ((object?)f.Name, s.Get(f))));
                break;
            case IReadOnlyList<object?> list:
                text.Append('[');
                for (var i = 0; i < list.Count; i++)
                {
                    Append(text.Append(i == 0 ? "" : ","), list[i], true);
                }

                text.Append(']');
                break;
            case Instant instant:
                text.Append(Values.DateFormatFor(instant).Format(instant));
                break;
            case null or bool:
                text.Append(JavaText.Of(value));
                break;
            default:
                text.Append(JavaNumbers.IsNumber(value)
                    ? JavaText.Of(value)
                    : throw new DataException(
                        $"Failed to serialize unexpected value type {JavaClass.NameOf(value)}: {JavaText.Of(value)}"));
                break;
        }
    }

    private static void Quote(StringBuilder text, string value, bool embedded)
    {
        var quote = embedded ? "\"" : "";
        text.Append(quote).Append(value).Append(quote);
    }

    private static void AppendEntries(StringBuilder text, IEnumerable<(object? Key, object? Value)> entries)
    {
        text.Append('{');
        var first = true;
        foreach (var (key, value) in entries)
        {
            Append(text.Append(first ? "" : ","), key, true);
            Append(text.Append(':'), value, true);
            first = false;
        }

        text.Append('}');
    }
}
