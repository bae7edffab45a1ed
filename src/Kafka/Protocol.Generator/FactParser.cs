using System.Globalization;

namespace Ms2Lab.Kafka.Protocol.Generator;

/// <summary>Reads the table of facts; its grammar is in Messages/README.md of the protocol project.</summary>
internal static class FactParser
{
    public static List<MessageFact> Parse(string text)
    {
        var messages = new List<MessageFact>();
        var parents = new Stack<(int Indent, List<FieldFact> Fields)>();
        MessageFact? message = null;
        foreach (var line in text.Split('\n'))
        {
            var words = line.Split([' ', '\r'], StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0)
            {
                continue;
            }

            var indent = line.Length - line.TrimStart().Length;
            if (indent == 0)
            {
                message = ParseMessage(words);
                messages.Add(message);
                parents.Clear();
                parents.Push((0, message.Fields));
                continue;
            }

            while (parents.Peek().Indent >= indent)
            {
                parents.Pop();
            }

            var isShared = words[0] == "struct";
            var field = isShared ? new FieldFact(words[1], words[1], Range(words[2])) : ParseField(words);
            if (!isShared)
            {
                parents.Peek().Fields.Add(field);
            }

            parents.Push((indent, field.Fields));
            if (isShared)
            {
                message!.Structs.Add(field);
            }
        }

        messages.ForEach(m => CollectStructs(m, m.Fields));
        return messages;
    }

    private static void CollectStructs(MessageFact message, List<FieldFact> fields)
    {
        foreach (var field in fields)
        {
            if (field.Fields.Count > 0)
            {
                message.Structs.Add(field);
                CollectStructs(message, field.Fields);
            }
        }
    }

    private static MessageFact ParseMessage(string[] words)
    {
        var at = 1;
        var key = short.TryParse(words[at], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (short)-1;
        at += key >= 0 ? 1 : 0;
        var message = new MessageFact(words[0], key, words[at], Range(words[at + 1]));
        if (words.Length > at + 3 && words[at + 2] == "flexible")
        {
            message.Flexible = Range(words[at + 3]);
        }

        return message;
    }

    private static FieldFact ParseField(string[] words)
    {
        var field = new FieldFact(words[0], words[1], Range(words[2]));
        for (var i = 3; i < words.Length; i++)
        {
            switch (words[i])
            {
                case "null": field.Nullable = Range(words[++i]); break;
                case "default": field.Default = words[++i]; break;
                case "ignorable": field.Ignorable = true; break;
                case "flexible": field.Flexible = Range(words[++i]); break;
                case "tag":
                    field.Tag = int.Parse(words[++i], CultureInfo.InvariantCulture);
                    field.Tagged = Range(words[++i]);
                    break;
                default: throw new FormatException($"'{words[i]}' in field {words[0]}");
            }
        }

        return field;
    }

    private static VersionRange Range(string text)
    {
        if (text == "none")
        {
            return VersionRange.None;
        }

        if (text.EndsWith("+", StringComparison.Ordinal))
        {
            return new VersionRange(short.Parse(text.TrimEnd('+'), CultureInfo.InvariantCulture), short.MaxValue);
        }

        var ends = text.Split('-');
        return new VersionRange(short.Parse(ends[0], CultureInfo.InvariantCulture), short.Parse(ends[ends.Length - 1], CultureInfo.InvariantCulture));
    }
}
