using System.Globalization;

namespace Ms2Lab.Schemas.Formats.Protobuf;

/// <summary>Options, their values, and the lists of numbers and names of <c>reserved</c> and <c>extensions</c>.</summary>
internal sealed class ProtoOptionParser(ProtoScanner scan)
{
    private const int MaxDepth = 64;
    private int depth;

    /// <summary>An option behind the word <c>option</c>, with its semicolon.</summary>
    internal ProtoOption Statement()
    {
        var option = Option();
        scan.Expect(';');
        return option;
    }

    /// <summary>Options in brackets, if any.</summary>
    internal List<ProtoOption> Bracketed()
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

    /// <summary>Numbers, ranges and names up to the semicolon, each as it is printed.</summary>
    internal List<string> Values()
    {
        var values = new List<string>();
        do
        {
            values.Add(scan.Peek() is '"' or '\'' ? $"\"{scan.Quoted()}\"" : Range());
        }
        while (scan.TryTake(','));
        Bracketed();
        scan.Expect(';');
        return values;
    }

    private string Range()
    {
        var from = scan.Integer().ToString(CultureInfo.InvariantCulture);
        if (scan.Peek() is ',' or ';' or '[')
        {
            return from;
        }

        scan.Word();
        return $"{from} to {scan.Word()}";
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
        if (++depth > MaxDepth)
        {
            throw scan.Fault($"option values are nested deeper than {MaxDepth} levels");
        }

        var value = scan.Peek() switch
        {
            '"' or '\'' => Text(scan.Quoted()),
            '[' => Items(),
            '{' => Members(),
            _ => scan.Word(),
        };
        depth--;
        return value;
    }

    private string Items()
    {
        scan.Expect('[');
        var items = new List<string>();
        while (!scan.TryTake(']'))
        {
            items.Add(Value());
            scan.TryTake(',');
        }

        return $"[\n{string.Join(",\n", items.Select(Indented))}\n]";
    }

    private string Members()
    {
        scan.Expect('{');
        var members = new List<string>();
        while (!scan.TryTake('}'))
        {
            var key = scan.TryTake('[') ? Extension() : scan.Word();
            scan.TryTake(':');
            members.Add(Indented($"{key}: {Value()}"));
            if (!scan.TryTake(','))
            {
                scan.TryTake(';');
            }
        }

        return $"{{\n{string.Join(",\n", members)}\n}}";
    }

    private static string Indented(string lines) => "  " + lines.Replace("\n", "\n  ", StringComparison.Ordinal);

    private string Extension()
    {
        var name = scan.Word();
        scan.Expect(']');
        return $"[{name}]";
    }

    private static string Text(string value) =>
        $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"";
}
