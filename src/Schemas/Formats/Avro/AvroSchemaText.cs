using System.Text;
using System.Text.Json;
using Ms2Lab.Schemas.Formats.Json;

namespace Ms2Lab.Schemas.Formats.Avro;

/// <summary>Prints schemas as Avro's Java implementation does; optionally with sorted extra properties (the registry's normal form).</summary>
public sealed class AvroSchemaText
{
    private readonly StringBuilder text = new();
    private readonly HashSet<string> written = [];
    private readonly bool sorted;

    private AvroSchemaText(IEnumerable<string> known, bool sorted)
    {
        this.sorted = sorted;
        written.UnionWith(known);
    }

    /// <summary>The text of <paramref name="schema"/> with every named schema written once.</summary>
    public static string Of(AvroSchema schema) => Of(schema, [], false);

    /// <summary>The text in which the schemas named in <paramref name="known"/> (full names) are only referred to.</summary>
    public static string Of(AvroSchema schema, IEnumerable<string> known, bool sorted)
    {
        var writer = new AvroSchemaText(known, sorted);
        writer.Write(schema, null);
        return writer.text.ToString();
    }

    internal static string OfBranches(IEnumerable<AvroSchema> branches) => $"[{string.Join(",", branches.Select(Of))}]";

    private void Write(AvroSchema schema, string? space)
    {
        switch (schema)
        {
            case AvroNamed named when !written.Add(named.FullName):
                JsonText.AppendQuoted(text, named.Name.Within(space));
                break;
            case AvroRecord record:
                WriteRecord(record, space);
                break;
            case AvroEnum @enum:
                Begin(@enum, "enum", space);
                text.Append(",\"symbols\":");
                WriteTexts(@enum.Symbols);
                WriteText("default", @enum.Default);
                End(@enum);
                break;
            case AvroFixed @fixed:
                Begin(@fixed, "fixed", space);
                text.Append(",\"size\":").Append(@fixed.Size);
                End(@fixed);
                break;
            case AvroUnion union:
                WriteUnion(union, space);
                break;
            case AvroArray array:
                text.Append("{\"type\":\"array\",\"items\":");
                Write(array.Items, space);
                WriteProperties(array.Properties);
                text.Append('}');
                break;
            case AvroMap map:
                text.Append("{\"type\":\"map\",\"values\":");
                Write(map.Values, space);
                WriteProperties(map.Properties);
                text.Append('}');
                break;
            case { Properties.Count: 0 }:
                JsonText.AppendQuoted(text, schema.TypeName);
                break;
            default:
                text.Append("{\"type\":\"").Append(schema.TypeName).Append('"');
                WriteProperties(schema.Properties);
                text.Append('}');
                break;
        }
    }

    private void WriteUnion(AvroUnion union, string? space)
    {
        text.Append('[');
        for (var i = 0; i < union.Branches.Count; i++)
        {
            if (i > 0)
            {
                text.Append(',');
            }

            Write(union.Branches[i], space);
        }

        text.Append(']');
    }

    private void WriteRecord(AvroRecord record, string? space)
    {
        Begin(record, record.IsError ? "error" : "record", space);
        text.Append(",\"fields\":[");
        foreach (var field in record.Fields)
        {
            if (field.Position > 0)
            {
                text.Append(',');
            }

            text.Append("{\"name\":");
            JsonText.AppendQuoted(text, field.Name);
            text.Append(",\"type\":");
            Write(field.Schema, record.Name.Space);
            WriteText("doc", field.Doc);
            if (field.Default is { } value)
            {
                text.Append(",\"default\":");
                JsonText.Append(text, value);
            }

            if (field.Order != "ascending")
            {
                WriteText("order", field.Order);
            }

            WriteAliases(field.Aliases);
            WriteProperties(field.Properties);
            text.Append('}');
        }

        text.Append(']');
        End(record);
    }

    private void Begin(AvroNamed schema, string type, string? space)
    {
        text.Append("{\"type\":\"").Append(type).Append('"');
        WriteText("name", schema.Name.Simple);
        if (schema.Name.Space != space)
        {
            WriteText("namespace", schema.Name.Space ?? "");
        }

        WriteText("doc", schema.Doc);
    }

    private void End(AvroNamed schema)
    {
        WriteProperties(schema.Properties);
        WriteAliases([.. schema.Aliases.Select(a => new AvroName(a, null).Within(schema.Name.Space))]);
        text.Append('}');
    }

    private void WriteAliases(IReadOnlyList<string> aliases)
    {
        if (aliases.Count > 0)
        {
            text.Append(",\"aliases\":");
            WriteTexts(aliases);
        }
    }

    private void WriteTexts(IEnumerable<string> values) => text.Append('[').AppendJoin(',', values.Select(JsonText.Quoted)).Append(']');

    private void WriteText(string member, string? value)
    {
        if (value is not null)
        {
            text.Append(",\"").Append(member).Append("\":");
            JsonText.AppendQuoted(text, value);
        }
    }

    private void WriteProperties(IEnumerable<KeyValuePair<string, JsonElement>> properties)
    {
        foreach (var (name, value) in sorted ? properties.OrderBy(p => p.Key, StringComparer.Ordinal) : properties)
        {
            text.Append(',');
            JsonText.AppendQuoted(text, name);
            text.Append(':');
            JsonText.Append(text, value, sorted);
        }
    }
}
