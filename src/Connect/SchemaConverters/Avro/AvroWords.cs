using System.Text;
using System.Text.Json;
using Ms2Lab.Connect.Api;
using Ms2Lab.Schemas.Formats.Avro;

namespace Ms2Lab.Connect.SchemaConverters.Avro;

/// <summary>The names by which Avro schemas carry what only Connect knows, and the rules for names.</summary>
internal static class AvroWords
{
    internal const string Namespace = "io.confluent.connect.avro";
    internal const string DefaultName = "ConnectDefault";
    internal const string MapEntry = "MapEntry";
    internal const string Anything = Namespace + ".Anything";
    internal const string Union = Namespace + ".Union";
    internal const string Enum = Namespace + ".Enum";
    internal const string RecordDoc = Namespace + ".record.doc";
    internal const string FieldDoc = Namespace + ".field.doc.";
    internal const string EnumDoc = Namespace + ".enum.doc.";
    internal const string EnumDefault = Namespace + ".enum.default.";
    internal const string FieldDefault = Namespace + ".field.default";
    internal const string PlainRecordDoc = "connect.record.doc";
    internal const string PlainEnumDoc = "connect.enum.doc";
    internal const string FixedSize = "connect.fixed.size";
    internal const string DecimalPrecision = "connect.decimal.precision";
    internal const int DefaultPrecision = 64;

    /// <summary>Whether an array's items are the entries of a map whose keys Avro cannot have.</summary>
    internal static bool IsMapEntry(AvroSchema items) =>
        items is AvroRecord record && (record.FullName == $"{Namespace}.{MapEntry}" || record.Text("connect.internal.type") == MapEntry);

    /// <summary>Whether a struct stands for a union: one of its fields is set.</summary>
    internal static bool IsUnion(Schema schema) => schema.Type == SchemaType.Struct && (schema.Name == Union || SumTypes.IsUnion(schema));

    /// <summary>The whole number in an attribute, or null if there is none.</summary>
    internal static int? Number(AvroSchema schema, string property) =>
        schema.Properties.TryGetValue(property, out var json) && json.ValueKind == JsonValueKind.Number && json.TryGetInt32(out var number)
            ? number
            : null;

    /// <summary>A dotted name with each part made legal if <paramref name="scrub"/>.</summary>
    internal static string FullName(string name, bool scrub) => scrub ? string.Join('.', name.Split('.').Select(Scrubbed)) : name;

    /// <summary>A simple name made legal: URL-encoded, an x before a digit, everything else that is illegal an underscore.</summary>
    internal static string Scrubbed(string name)
    {
        if (name.Length == 0 || (name.All(IsLegal) && !char.IsAsciiDigit(name[0])))
        {
            return name;
        }

        var text = new StringBuilder();
        foreach (var octet in Encoding.UTF8.GetBytes(name))
        {
            var c = (char)octet;
            text.Append(IsLegal(c) ? c.ToString() : c is ' ' or '-' or '.' or '*' ? "_" : $"_{octet:X2}");
        }

        return char.IsAsciiDigit(text[0]) ? text.Insert(0, 'x').ToString() : text.ToString();
    }

    private static bool IsLegal(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';
}
