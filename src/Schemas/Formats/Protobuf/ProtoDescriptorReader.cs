using System.Globalization;
using System.Text;
using Ms2Lab.Schemas.Formats.Protobuf.Binary;

namespace Ms2Lab.Schemas.Formats.Protobuf;

/// <summary>
/// Reads google.protobuf.FileDescriptorProto, the form in which clients without .proto texts register a file. Of the options those that most files
/// have are kept; services and extensions are left out.
/// </summary>
public static class ProtoDescriptorReader
{
    private static readonly string[] Types =
    [
        "", "double", "float", "int64", "uint64", "int32", "fixed64", "fixed32", "bool", "string", "group", "", "bytes", "uint32", "",
        "sfixed32", "sfixed64", "sint32", "sint64",
    ];

    private const int MaxTag = 536870911;

    private static readonly (int Number, string Name, bool IsText)[] FileOptions =
    [
        (1, "java_package", true), (8, "java_outer_classname", true), (10, "java_multiple_files", false), (11, "go_package", true),
        (23, "deprecated", false), (36, "objc_class_prefix", true), (37, "csharp_namespace", true),
    ];

    private static readonly (int Number, string Name, bool IsText)[] FieldOptions = [(2, "packed", false), (3, "deprecated", false)];

    private static readonly (int Number, string Name, bool IsText)[] TypeOptions = [(3, "deprecated", false)];

    private static readonly (int Number, string Name, bool IsText)[] EnumOptions = [(2, "allow_alias", false), (3, "deprecated", false)];

    /// <summary>The .proto text of a descriptor.</summary>
    /// <exception cref="ProtobufDataException">The bytes are no descriptor.</exception>
    public static string Text(ReadOnlySpan<byte> descriptor) => ProtoText.Of(Read(descriptor));

    /// <summary>The file of a descriptor in Base64; null where the text is something else.</summary>
    internal static ProtoFile? TryRead(string base64)
    {
        var bytes = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64, bytes, out var length) || length == 0)
        {
            return null;
        }

        try
        {
            return Read(bytes.AsSpan(0, length)) is { Types.Count: > 0 } file ? file : null;
        }
        catch (ProtobufDataException)
        {
            return null;
        }
    }

    private static ProtoFile Read(ReadOnlySpan<byte> descriptor)
    {
        var file = new RawMessage(descriptor);
        var imports = file.Texts(3);
        var isPublic = file.Numbers(10).Select(n => (int)n).ToHashSet();
        var syntax = file.Texts(12) is [.., var given] ? given : null;
        return new ProtoFile
        {
            Syntax = syntax,
            Package = file.Text(2),
            Imports = [.. imports.Where((_, i) => !isPublic.Contains(i))],
            PublicImports = [.. imports.Where((_, i) => isPublic.Contains(i))],
            Options = Options(file.Message(8), FileOptions),
            Types = [.. file.Messages(4).Select(m => (ProtoType)Message(m, syntax)), .. file.Messages(5).Select(Enum)],
        };
    }

    private static ProtoMessage Message(RawMessage message, string? syntax)
    {
        var nested = message.Messages(3);
        var entries = nested.Where(n => n.Message(7)?.Numbers(7) is [1]).ToDictionary(n => n.Text(1)!, n => n);
        var fields = message.Messages(2).Select(f => (Raw: f, Field: Field(f, entries, syntax), OneOf: f.Numbers(17) is [1] ? [] : f.Numbers(9))).ToList();
        return new ProtoMessage(message.Text(1) ?? "")
        {
            Fields = [.. fields.Where(f => f.OneOf.Count == 0).Select(f => f.Field)],
            OneOfs =
            [
                .. message.Messages(8).Select((o, i) => new ProtoOneOf(
                    o.Text(1) ?? "", [.. fields.Where(f => f.OneOf is [var at] && (int)at == i).Select(f => f.Field)], [])).Where(o => o.Fields.Count > 0),
            ],
            Nested = [.. nested.Where(n => !entries.ContainsKey(n.Text(1)!)).Select(n => (ProtoType)Message(n, syntax)), .. message.Messages(4).Select(Enum)],
            Options = Options(message.Message(7), TypeOptions),
            Reserved = Reserved(message, 9, 10, lastIsInside: false),
        };
    }

    private static ProtoField Field(RawMessage field, Dictionary<string, RawMessage> entries, string? syntax)
    {
        var name = field.Text(1) ?? "";
        var typeName = field.Text(6);
        var label = field.Numbers(4) is [.., var given] ? given : 1;
        var entry = typeName is null ? null : entries.GetValueOrDefault(typeName[(typeName.LastIndexOf('.') + 1)..]);
        List<ProtoOption> options = [.. Options(field.Message(8), FieldOptions)];
        if (field.Text(7) is { } standard)
        {
            options.Add(new ProtoOption("default", typeName is null && Number(field, 5) is 9 or 12 ? Quoted(standard) : standard));
        }

        if (field.Text(10) is { } json && json != JsonName(name))
        {
            options.Add(new ProtoOption("json_name", Quoted(json)));
        }

        return new ProtoField
        {
            Name = name,
            Tag = Number(field, 3),
            Type = entry is not null ? Map(entry) : TypeOf(field),
            Label = entry is not null ? null : label switch
            {
                3 => "repeated",
                2 => "required",
                _ => field.Numbers(17) is [1] || (syntax is not "proto3" && field.Numbers(9).Count == 0) ? "optional" : null,
            },
            Options = options,
        };
    }

    private static string Map(RawMessage entry)
    {
        string Type(int number) => entry.Messages(2).FirstOrDefault(f => Number(f, 3) == number) is { } field ? TypeOf(field) : "";
        return $"map<{Type(1)}, {Type(2)}>";
    }

    private static string TypeOf(RawMessage field) => field.Text(6) ?? Types.ElementAtOrDefault(Number(field, 5)) ?? "";

    private static ProtoType Enum(RawMessage raw) => new ProtoEnum(raw.Text(1) ?? "")
    {
        Constants = [.. raw.Messages(2).Select(c => new ProtoConstant(c.Text(1) ?? "", Number(c, 2), []))],
        Options = Options(raw.Message(3), EnumOptions),
        Reserved = Reserved(raw, 4, 5, lastIsInside: true),
    };

    private static IReadOnlyList<IReadOnlyList<string>> Reserved(RawMessage type, int ranges, int names, bool lastIsInside)
    {
        var numbers = type.Messages(ranges).Select(r =>
        {
            var (first, last) = (Number(r, 1), Number(r, 2) - (lastIsInside ? 0 : 1));
            return first == last ? Shown(first) : $"{Shown(first)} to {(last >= MaxTag ? "max" : Shown(last))}";
        });
        return [.. numbers.Select(n => (IReadOnlyList<string>)[n]), .. type.Texts(names).Select(n => (IReadOnlyList<string>)[Quoted(n)])];
    }

    private static List<ProtoOption> Options(RawMessage? raw, (int Number, string Name, bool IsText)[] known) =>
    [
        .. known.Select(o => (o.Name, Value: o.IsText ? raw?.Text(o.Number) is { } text ? Quoted(text) : null
            : raw?.Numbers(o.Number) is [.., var flag] ? (flag != 0 ? "true" : "false") : null))
            .Where(o => o.Value is not null).Select(o => new ProtoOption(o.Name, o.Value!)),
    ];

    private static int Number(RawMessage message, int field) => message.Numbers(field) is [.., var number] ? (int)number : 0;

    private static string Shown(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Quoted(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static string JsonName(string name)
    {
        var text = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            text.Append(name[i] == '_' && ++i < name.Length ? char.ToUpperInvariant(name[i]) : i < name.Length ? name[i] : null);
        }

        return text.ToString();
    }
}
