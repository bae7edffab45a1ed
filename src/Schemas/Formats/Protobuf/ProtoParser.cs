namespace Ms2Lab.Schemas.Formats.Protobuf;

/// <summary>Reads .proto texts of proto2 and proto3. Groups are refused.</summary>
public sealed partial class ProtoParser
{
    private const int MaxDepth = 64;
    private readonly ProtoScanner scan;
    private string? syntax;
    private int depth;

    private ProtoParser(string text) => scan = new ProtoScanner(text);

    /// <summary>Parses one file. Throws <see cref="InvalidSchemaException"/> with line and column.</summary>
    public static ProtoFile Parse(string text) => new ProtoParser(text).File();

    private ProtoFile File()
    {
        string? package = null;
        List<string> imports = [], publicImports = [], services = [];
        List<ProtoOption> options = [];
        List<ProtoType> types = [];
        List<ProtoExtend> extends = [];
        while (!scan.AtEnd)
        {
            if (scan.TryTake(';'))
            {
                continue;
            }

            var start = scan.Position;
            var word = scan.Word();
            switch (word)
            {
                case "syntax":
                    scan.Expect('=');
                    syntax = scan.Quoted();
                    if (syntax is not ("proto2" or "proto3"))
                    {
                        throw scan.Fault($"unexpected syntax: {syntax}", start);
                    }

                    scan.Expect(';');
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
                    options.Add(Option());
                    scan.Expect(';');
                    break;
                case "message":
                    types.Add(Message());
                    break;
                case "enum":
                    types.Add(Enum());
                    break;
                case "extend":
                    extends.Add(Extend());
                    break;
                case "service":
                    services.Add(Service());
                    break;
                default:
                    scan.Peek();
                    throw scan.Fault($"unexpected label: {word}", start);
            }
        }

        return new ProtoFile
        {
            Syntax = syntax, Package = package, Imports = imports, PublicImports = publicImports, Options = options, Types = types,
            Extends = extends, Services = services,
        };
    }

    private ProtoMessage Message()
    {
        if (++depth > MaxDepth)
        {
            throw scan.Fault($"messages are nested deeper than {MaxDepth} levels");
        }

        var name = scan.Word();
        List<ProtoField> fields = [];
        List<ProtoOneOf> oneOfs = [];
        List<ProtoType> nested = [];
        List<string> extensions = [];
        List<ProtoExtend> extends = [];
        List<IReadOnlyList<string>> reserved = [];
        List<ProtoOption> options = [];
        scan.Expect('{');
        while (!scan.TryTake('}'))
        {
            if (scan.TryTake(';'))
            {
                continue;
            }

            var start = scan.Position;
            var word = scan.Word();
            switch (word)
            {
                case "message" when scan.Peek() != '=':
                    nested.Add(Message());
                    break;
                case "enum":
                    nested.Add(Enum());
                    break;
                case "oneof":
                    oneOfs.Add(OneOf());
                    break;
                case "option":
                    options.Add(Option());
                    scan.Expect(';');
                    break;
                case "reserved":
                    reserved.Add(Values());
                    break;
                case "extensions":
                    extensions.Add(string.Join(", ", Values()));
                    break;
                case "extend":
                    extends.Add(Extend());
                    break;
                default:
                    fields.Add(Field(word, start));
                    break;
            }
        }

        depth--;
        return new ProtoMessage(name)
        {
            Fields = fields, OneOfs = oneOfs, Nested = nested, Extensions = extensions, Extends = extends, Reserved = reserved, Options = options,
        };
    }

    private ProtoField Field(string first, int start)
    {
        string? label = null;
        if (first is "optional" or "required" or "repeated")
        {
            label = first;
            if (label == "required" && syntax == "proto3")
            {
                throw scan.Fault("'required' label forbidden in proto3 field declarations", start);
            }

            first = scan.Word();
        }

        if (first == "group")
        {
            throw scan.Fault("groups are not supported", start);
        }

        var type = first;
        if (first == "map" && scan.TryTake('<'))
        {
            var key = scan.Word();
            scan.Expect(',');
            type = $"map<{key}, {scan.Word()}>";
            scan.Expect('>');
        }

        var name = scan.Word();
        scan.Expect('=');
        var tag = scan.Integer();
        var options = Options();
        scan.Expect(';');
        return new ProtoField
        {
            Label = label, Type = type, Name = name, Tag = tag,
            Options = [.. options.OrderBy(o => o.Name == "default" ? 1 : o.Name == "json_name" ? 2 : 0)],
        };
    }

    private ProtoOneOf OneOf()
    {
        var name = scan.Word();
        List<ProtoField> fields = [];
        List<ProtoOption> options = [];
        scan.Expect('{');
        while (!scan.TryTake('}'))
        {
            if (scan.TryTake(';'))
            {
                continue;
            }

            var start = scan.Position;
            var word = scan.Word();
            if (word == "option")
            {
                options.Add(Option());
                scan.Expect(';');
            }
            else
            {
                fields.Add(Field(word, start));
            }
        }

        return new ProtoOneOf(name, fields, options);
    }

    private ProtoEnum Enum()
    {
        var name = scan.Word();
        List<ProtoConstant> constants = [];
        List<ProtoOption> options = [];
        List<IReadOnlyList<string>> reserved = [];
        scan.Expect('{');
        while (!scan.TryTake('}'))
        {
            if (scan.TryTake(';'))
            {
                continue;
            }

            var word = scan.Word();
            if (word == "option" && scan.Peek() != '=')
            {
                options.Add(Option());
                scan.Expect(';');
            }
            else if (word == "reserved" && scan.Peek() != '=')
            {
                reserved.Add(Values());
            }
            else
            {
                scan.Expect('=');
                var tag = scan.Integer();
                constants.Add(new ProtoConstant(word, tag, Options()));
                scan.Expect(';');
            }
        }

        return new ProtoEnum(name) { Constants = constants, Options = options, Reserved = reserved };
    }

    private ProtoExtend Extend()
    {
        var name = scan.Word();
        List<ProtoField> fields = [];
        scan.Expect('{');
        while (!scan.TryTake('}'))
        {
            var start = scan.Position;
            fields.Add(Field(scan.Word(), start));
        }

        return new ProtoExtend(name, fields);
    }

    private string Service()
    {
        var name = scan.Word();
        var lines = new List<string>();
        scan.Expect('{');
        while (!scan.TryTake('}'))
        {
            if (scan.TryTake(';'))
            {
                continue;
            }

            if (scan.Word() == "option")
            {
                var option = Option();
                lines.Add($"  option {option.Name} = {option.Value};\n");
                scan.Expect(';');
                continue;
            }

            var rpc = scan.Word();
            var request = RpcType();
            scan.Word();
            lines.Add($"  rpc {rpc} ({request}) returns ({RpcType()});\n");
            if (scan.TryTake('{'))
            {
                while (!scan.TryTake('}'))
                {
                    if (!scan.TryTake(';'))
                    {
                        scan.Word();
                        Option();
                    }
                }
            }
        }

        return $"service {name} {{{(lines.Count > 0 ? "\n" : "")}{string.Concat(lines)}}}\n";
    }

    private string RpcType()
    {
        scan.Expect('(');
        var type = scan.Word();
        var shown = type == "stream" ? $"stream {scan.Word()}" : type;
        scan.Expect(')');
        return shown;
    }
}
