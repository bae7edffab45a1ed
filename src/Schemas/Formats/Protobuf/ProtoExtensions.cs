namespace Ms2Lab.Schemas.Formats.Protobuf;

/// <summary>A file without what extends messages: extensions, their ranges, and options that are extensions, Confluent's own excepted.</summary>
internal static class ProtoExtensions
{
    internal static ProtoFile Without(ProtoFile file) => file with { Options = Known(file.Options), Types = Types(file.Types), Extends = [] };

    private static List<ProtoType> Types(IReadOnlyList<ProtoType> types) =>
        [.. types.Select(ProtoType (t) => t is ProtoMessage message ? Message(message) : Enum((ProtoEnum)t))];

    private static ProtoMessage Message(ProtoMessage message) => message with
    {
        Options = Known(message.Options),
        Fields = Fields(message.Fields),
        OneOfs = [.. message.OneOfs.Select(o => o with { Fields = Fields(o.Fields), Options = Known(o.Options) })],
        Nested = Types(message.Nested),
        Extensions = [],
        Extends = [],
    };

    private static ProtoEnum Enum(ProtoEnum type) => type with
    {
        Options = Known(type.Options),
        Constants = [.. type.Constants.Select(c => c with { Options = Known(c.Options) })],
    };

    private static List<ProtoField> Fields(IReadOnlyList<ProtoField> fields) => [.. fields.Select(f => f with { Options = Known(f.Options) })];

    private static List<ProtoOption> Known(IReadOnlyList<ProtoOption> options) =>
        [.. options.Where(o => !o.Name.StartsWith('(') || o.Name.StartsWith("(confluent.", StringComparison.Ordinal))];
}
