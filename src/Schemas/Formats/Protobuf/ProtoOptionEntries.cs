namespace Ms2Lab.Schemas.Formats.Protobuf;

/// <summary>The entries of a map in the value of an option: braces with a <c>key</c> and a <c>value</c>, at any depth.</summary>
public static class ProtoOptionEntries
{
    /// <summary>The entries of a value as an option holds it.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Of(string value)
    {
        var entries = new List<KeyValuePair<string, string>>();
        Collect(new ProtoScanner(value), entries);
        return entries;
    }

    private static string Collect(ProtoScanner scan, List<KeyValuePair<string, string>> entries)
    {
        switch (scan.Peek())
        {
            case '"' or '\'':
                return scan.Quoted();
            case '[':
                scan.Expect('[');
                while (!scan.TryTake(']'))
                {
                    Collect(scan, entries);
                    scan.TryTake(',');
                }

                return "";
            case '{':
                scan.Expect('{');
                Members(scan, entries);
                return "";
            default:
                return scan.Word();
        }
    }

    private static void Members(ProtoScanner scan, List<KeyValuePair<string, string>> entries)
    {
        string? key = null;
        string? value = null;
        while (!scan.TryTake('}'))
        {
            var name = scan.Word();
            scan.TryTake(':');
            var text = Collect(scan, entries);
            (key, value) = name switch { "key" => (text, value), "value" => (key, text), _ => (key, value) };
            scan.TryTake(',');
        }

        if (key is not null)
        {
            entries.Add(new(key, value ?? ""));
        }
    }
}
