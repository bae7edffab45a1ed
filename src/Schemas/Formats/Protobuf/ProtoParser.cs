namespace Ms2Lab.Schemas.Formats.Protobuf;

/// <summary>Reads .proto texts of proto2 and proto3. Groups are refused.</summary>
public sealed class ProtoParser
{
    private readonly ProtoScanner scan;
    private readonly ProtoOptionParser options;
    private string? package;
    private string? syntax;
    private readonly List<string> imports = [];
    private readonly List<string> publicImports = [];
    private readonly List<ProtoOption> fileOptions = [];
    private readonly List<ProtoType> types = [];
    private readonly List<ProtoExtend> extends = [];
    private readonly List<string> services = [];

    private ProtoParser(string text)
    {
        scan = new ProtoScanner(text);
        options = new ProtoOptionParser(scan);
    }

    /// <summary>Parses one file. Throws <see cref="InvalidSchemaException"/> with line and column.</summary>
    public static ProtoFile Parse(string text) => new ProtoParser(text).File();

    private ProtoFile File()
    {
        while (!scan.AtEnd)
        {
            if (!scan.TryTake(';'))
            {
                Statement();
            }
        }

        return new ProtoFile
        {
            Syntax = syntax, Package = package, Imports = imports, PublicImports = publicImports, Options = fileOptions, Types = types,
            Extends = extends, Services = services,
        };
    }

    private void Statement()
    {
        var start = scan.Position;
        var word = scan.Word();
        switch (word)
        {
            case "syntax":
                Syntax(start);
                break;
            case "package":
                package = scan.Word();
                scan.Expect(';');
                break;
            case "import":
                var isPublic = scan.Peek() is not ('"' or '\'') && scan.Word() == "public";
                (isPublic ? publicImports : imports).Add(scan.Quoted());
                scan.Expect(';');
                break;
            case "option":
                fileOptions.Add(options.Statement());
                break;
            case "message":
                types.Add(new ProtoMessageParser(scan, options, syntax).Message());
                break;
            case "enum":
                types.Add(new ProtoEnumParser(scan, options).Enum());
                break;
            case "extend":
                extends.Add(new ProtoMessageParser(scan, options, syntax).Extend());
                break;
            case "service":
                services.Add(new ProtoServiceParser(scan, options).Service());
                break;
            default:
                scan.Peek();
                throw scan.Fault($"unexpected label: {word}", start);
        }
    }

    private void Syntax(int start)
    {
        scan.Expect('=');
        syntax = scan.Quoted();
        if (syntax is not ("proto2" or "proto3"))
        {
            throw scan.Fault($"unexpected syntax: {syntax}", start);
        }

        scan.Expect(';');
    }
}
