namespace Ms2Lab.Schemas.Formats.Protobuf;

/// <summary>Messages and what is declared in them: fields, oneofs, extensions, further types.</summary>
internal sealed class ProtoMessageParser(ProtoScanner scan, ProtoOptionParser options, string? syntax)
{
    private const int MaxDepth = 64;
    private int depth;

    /// <summary>A message behind the word <c>message</c>.</summary>
    internal ProtoMessage Message()
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
        List<ProtoOption> messageOptions = [];
        scan.Block((word, start) =>
        {
            switch (word)
            {
                case "message" when scan.Peek() != '=':
                    nested.Add(Message());
                    break;
                case "enum":
                    nested.Add(new ProtoEnumParser(scan, options).Enum());
                    break;
                case "oneof":
                    oneOfs.Add(OneOf());
                    break;
                case "option":
                    messageOptions.Add(options.Statement());
                    break;
                case "reserved":
                    reserved.Add(options.Values());
                    break;
                case "extensions":
                    extensions.Add(string.Join(", ", options.Values()));
                    break;
                case "extend":
                    extends.Add(Extend());
                    break;
                default:
                    fields.Add(Field(word, start));
                    break;
            }
        });
        depth--;
        return new ProtoMessage(name)
        {
            Fields = fields, OneOfs = oneOfs, Nested = nested, Extensions = extensions, Extends = extends, Reserved = reserved,
            Options = messageOptions,
        };
    }

    /// <summary>Extensions behind the word <c>extend</c>.</summary>
    internal ProtoExtend Extend()
    {
        var name = scan.Word();
        List<ProtoField> fields = [];
        scan.Block((word, start) => fields.Add(Field(word, start)));
        return new ProtoExtend(name, fields);
    }

    private ProtoOneOf OneOf()
    {
        var name = scan.Word();
        List<ProtoField> fields = [];
        List<ProtoOption> oneOfOptions = [];
        scan.Block((word, start) =>
        {
            if (word == "option")
            {
                oneOfOptions.Add(options.Statement());
            }
            else
            {
                fields.Add(Field(word, start));
            }
        });
        return new ProtoOneOf(name, fields, oneOfOptions);
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

        var type = Type(first);
        var name = scan.Word();
        scan.Expect('=');
        var tag = scan.Integer();
        var fieldOptions = options.Bracketed();
        scan.Expect(';');
        return new ProtoField
        {
            Label = label, Type = type, Name = name, Tag = tag,
            Options = [.. fieldOptions.OrderBy(o => o.Name == "default" ? 1 : o.Name == "json_name" ? 2 : 0)],
        };
    }

    private string Type(string first)
    {
        if (first != "map" || !scan.TryTake('<'))
        {
            return first;
        }

        var key = scan.Word();
        scan.Expect(',');
        var type = $"map<{key}, {scan.Word()}>";
        scan.Expect('>');
        return type;
    }
}
