using System.Globalization;

namespace Ms2Lab.Schemas.Formats.Protobuf;

/// <content>Options and lists of values.</content>
public sealed partial class ProtoParser
{
    private List<string> Values()
    {
        var values = new List<string>();
        do
        {
            if (scan.Peek() is '"' or '\'')
            {
                values.Add($"\"{scan.Quoted()}\"");
                continue;
            }

            var from = scan.Integer().ToString(CultureInfo.InvariantCulture);
            if (scan.Peek() is ',' or ';' or '[')
            {
                values.Add(from);
                continue;
            }

            scan.Word();
            values.Add($"{from} to {scan.Word()}");
        }
        while (scan.TryTake(','));
        Options();
        scan.Expect(';');
        return values;
    }

    private List<ProtoOption> Options()
    {
        var options = new List<ProtoOption>();
        if (scan.AtEnd || !scan.TryTake('['))
        {
            return options;
        }

        do
        {
            options.Add(Option());
        }
        while (scan.TryTake(','));
        scan.Expect(']');
        return options;
    }

    private ProtoOption Option()
    {
        string name;
        if (scan.TryTake('('))
        {
            name = $"({scan.Word()})";
            scan.Expect(')');
            if (scan.Peek() == '.')
            {
                name += scan.Word();
            }
        }
        else
        {
            name = scan.Word();
        }

        scan.Expect('=');
        return new ProtoOption(name, Value());
    }

    private string Value()
    {
        switch (scan.Peek())
        {
            case '"' or '\'':
                return $"\"{scan.Quoted().Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"";
            case '[':
                scan.Expect('[');
                var items = new List<string>();
                while (!scan.TryTake(']'))
                {
                    items.Add(Value());
                    scan.TryTake(',');
                }

                return $"[\n{string.Join(",\n", items.Select(i => "  " + i))}\n]";
            case '{':
                scan.Expect('{');
                var members = new List<string>();
                while (!scan.TryTake('}'))
                {
                    var key = scan.TryTake('[') ? Bracketed() : scan.Word();
                    scan.TryTake(':');
                    members.Add($"  {key}: {Value()}");
                    if (!scan.TryTake(','))
                    {
                        scan.TryTake(';');
                    }
                }

                return $"{{\n{string.Join(",\n", members)}\n}}";
            default:
                return scan.Word();
        }
    }

    private string Bracketed()
    {
        var name = scan.Word();
        scan.Expect(']');
        return $"[{name}]";
    }
}
