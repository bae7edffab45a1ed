namespace Ms2Lab.Schemas.Formats.Protobuf;

/// <summary>Services; nobody here calls them, so they are kept as they are printed.</summary>
internal sealed class ProtoServiceParser(ProtoScanner scan, ProtoOptionParser options)
{
    /// <summary>A service behind the word <c>service</c>.</summary>
    internal string Service()
    {
        var name = scan.Word();
        var lines = new List<string>();
        scan.Block((word, _) =>
        {
            if (word == "option")
            {
                var option = options.Statement();
                lines.Add($"  option {option.Name} = {option.Value};\n");
            }
            else
            {
                lines.Add(Rpc());
            }
        });
        return $"service {name} {{{(lines.Count > 0 ? "\n" : "")}{string.Concat(lines)}}}\n";
    }

    private string Rpc()
    {
        var name = scan.Word();
        var request = Type();
        scan.Word();
        var line = $"  rpc {name} ({request}) returns ({Type()});\n";
        if (scan.Peek() == '{')
        {
            scan.Block((_, _) => options.Statement());
        }

        return line;
    }

    private string Type()
    {
        scan.Expect('(');
        var type = scan.Word();
        var shown = type == "stream" ? $"stream {scan.Word()}" : type;
        scan.Expect(')');
        return shown;
    }
}
