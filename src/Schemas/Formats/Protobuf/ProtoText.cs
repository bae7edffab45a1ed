using System.Globalization;
using System.Text;

namespace Ms2Lab.Schemas.Formats.Protobuf;

/// <summary>Prints .proto files as the registry stores them: messages before enums, comments gone, two blanks of indentation.</summary>
public static class ProtoText
{
    /// <summary>The text of a file; <paramref name="types"/> asks for the normal form with sorted members and fully qualified types.</summary>
    internal static string Of(ProtoFile file, ProtoTypes? types = null)
    {
        var text = new StringBuilder();
        if (file.Syntax is not null && (types is null || file.Syntax == "proto3"))
        {
            text.Append($"syntax = \"{file.Syntax}\";\n");
        }

        if (file.Package is not null)
        {
            text.Append($"package {file.Package};\n");
        }

        if (file.Imports.Count + file.PublicImports.Count > 0)
        {
            text.Append('\n');
            text.AppendJoin("", Sorted(file.Imports, types).Select(i => $"import \"{i}\";\n"));
            text.AppendJoin("", Sorted(file.PublicImports, types).Select(i => $"import public \"{i}\";\n"));
        }

        if (file.Options.Count > 0)
        {
            text.Append('\n').AppendJoin("", Ordered(file.Options, types).Select(o => $"option {o.Name} = {o.Value};\n"));
        }

        AppendTypes(text, file.Types, types, file.Package ?? "", indent: false);
        if (file.Extends.Count > 0)
        {
            text.Append('\n').AppendJoin("", file.Extends.Select(e => Extend(e, types, file.Package ?? "")));
        }

        if (file.Services.Count > 0)
        {
            text.Append('\n').AppendJoin("", file.Services);
        }

        return text.ToString();
    }

    private static void AppendTypes(StringBuilder text, IReadOnlyList<ProtoType> nested, ProtoTypes? types, string scope, bool indent)
    {
        if (nested.Count == 0)
        {
            return;
        }

        text.Append('\n');
        foreach (var type in nested.OrderBy(t => t is ProtoEnum))
        {
            var printed = type is ProtoMessage message ? Message(message, types, scope) : Enum((ProtoEnum)type, types);
            text.Append(indent ? Indented(printed) : printed);
        }
    }

    private static string Message(ProtoMessage message, ProtoTypes? types, string outer)
    {
        var scope = outer.Length == 0 ? message.Name : $"{outer}.{message.Name}";
        var text = new StringBuilder($"message {message.Name} {{");
        if (message.Reserved.Count > 0)
        {
            text.Append('\n').Append(Indented(Reserved(message.Reserved, types)));
        }

        if (message.Options.Count > 0)
        {
            text.Append('\n').Append(Indented(OptionLines(message.Options, types)));
        }

        if (message.Fields.Count > 0)
        {
            text.Append('\n').Append(Indented(Fields(message.Fields, types, scope)));
        }

        if (message.OneOfs.Count > 0)
        {
            text.Append('\n');
            var oneOfs = types is null ? message.OneOfs.AsEnumerable() : message.OneOfs.Where(o => o.Fields.Count > 0).OrderBy(o => o.Fields.Min(f => f.Tag));
            foreach (var oneOf in oneOfs)
            {
                var options = oneOf.Options.Count > 0 ? "\n" + Indented(OptionLines(oneOf.Options, types)) : "";
                var fields = oneOf.Fields.Count > 0 ? "\n" + Indented(Fields(oneOf.Fields, types, scope)) : "";
                text.Append(Indented($"oneof {oneOf.Name} {{{options}{fields}}}\n"));
            }
        }

        if (message.Extensions.Count > 0)
        {
            text.Append('\n').AppendJoin("", message.Extensions.Select(e => $"  extensions {e};\n"));
        }

        if (message.Extends.Count > 0)
        {
            text.Append('\n').AppendJoin("", message.Extends.Select(e => Indented(Extend(e, types, scope))));
        }

        AppendTypes(text, message.Nested, types, scope, indent: true);
        return text.Append("}\n").ToString();
    }

    private static string Enum(ProtoEnum type, ProtoTypes? types)
    {
        var body = new StringBuilder();
        body.Append(Reserved(type.Reserved, types)).Append(OptionLines(type.Options, types));
        foreach (var c in types is null ? type.Constants.AsEnumerable() : type.Constants.OrderBy(c => c.Tag).ThenBy(c => c.Name, StringComparer.Ordinal))
        {
            body.Append($"{c.Name} = {c.Tag.ToString(CultureInfo.InvariantCulture)}{Bracketed(c.Options, types)};\n");
        }

        return $"enum {type.Name} {{{(body.Length > 0 ? "\n" : "")}{Indented(body.ToString())}}}\n";
    }

    private static string Extend(ProtoExtend extend, ProtoTypes? types, string scope) =>
        $"extend {extend.Name} {{{(extend.Fields.Count > 0 ? "\n" : "")}{Indented(Fields(extend.Fields, types, scope))}}}\n";

    private static string Fields(IReadOnlyList<ProtoField> fields, ProtoTypes? types, string scope)
    {
        var text = new StringBuilder();
        foreach (var f in types is null ? fields.AsEnumerable() : fields.OrderBy(f => f.Tag))
        {
            text.Append(f.Label is null ? "" : f.Label + " ").Append(types?.Qualified(f, scope) ?? f.Type).Append(' ').Append(f.Name).Append(" = ")
                .Append(f.Tag.ToString(CultureInfo.InvariantCulture)).Append(Bracketed(f.Options, types)).Append(";\n");
        }

        return text.ToString();
    }

    private static string Reserved(IReadOnlyList<IReadOnlyList<string>> reserved, ProtoTypes? types)
    {
        var statements = types is null ? reserved.Select(r => string.Join(", ", r)) : reserved.SelectMany(r => r)
            .OrderBy(v => int.TryParse(v.Split(' ')[0], out var n) ? n : int.MaxValue).ThenBy(v => v, StringComparer.Ordinal);
        return string.Concat(statements.Select(s => $"reserved {s};\n"));
    }

    private static string OptionLines(IReadOnlyList<ProtoOption> options, ProtoTypes? types) =>
        string.Concat(Ordered(options, types).Select(o => $"option {o.Name} = {o.Value};\n"));

    private static string Bracketed(IReadOnlyList<ProtoOption> options, ProtoTypes? types)
    {
        if (options.Count == 0)
        {
            return "";
        }

        var printed = Ordered(options, types).Select(o => $"{o.Name} = {o.Value}").ToList();
        return printed.Count == 1 ? $" [{printed[0]}]" : $" [\n{Indented(string.Join(",\n", printed) + "\n")}]";
    }

    private static IEnumerable<ProtoOption> Ordered(IReadOnlyList<ProtoOption> options, ProtoTypes? types) =>
        types is null ? options : options.OrderBy(o => o.Name, StringComparer.Ordinal);

    private static IEnumerable<string> Sorted(IReadOnlyList<string> imports, ProtoTypes? types) =>
        types is null ? imports : imports.Distinct().Order(StringComparer.Ordinal);

    private static string Indented(string lines) =>
        lines.Length == 0 ? "" : string.Join('\n', lines.TrimEnd('\n').Split('\n').Select(l => l.Length == 0 ? l : "  " + l)) + "\n";
}
