namespace Ms2Lab.Schemas.Formats.Protobuf;

/// <summary>Enums.</summary>
internal sealed class ProtoEnumParser(ProtoScanner scan, ProtoOptionParser options)
{
    /// <summary>An enum behind the word <c>enum</c>.</summary>
    internal ProtoEnum Enum()
    {
        var name = scan.Word();
        List<ProtoConstant> constants = [];
        List<ProtoOption> enumOptions = [];
        List<IReadOnlyList<string>> reserved = [];
        scan.Block((word, _) =>
        {
            // A constant may be named like a statement.
            switch (word)
            {
                case "option" when scan.Peek() != '=':
                    enumOptions.Add(options.Statement());
                    break;
                case "reserved" when scan.Peek() != '=':
                    reserved.Add(options.Values());
                    break;
                default:
                    scan.Expect('=');
                    constants.Add(new ProtoConstant(word, scan.Integer(), options.Bracketed()));
                    scan.Expect(';');
                    break;
            }
        });
        return new ProtoEnum(name) { Constants = constants, Options = enumOptions, Reserved = reserved };
    }
}
