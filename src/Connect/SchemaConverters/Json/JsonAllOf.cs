using Ms2Lab.Connect.Api;
using Ms2Lab.Schemas.Formats.JsonSchema;

namespace Ms2Lab.Connect.SchemaConverters.Json;

/// <summary>
/// The Connect schema of schemas that hold together: a struct of all their properties, else the one of them that says what the value
/// is. <paramref name="translate"/> translates a schema with its version and whether it is optional; <paramref name="structs"/> are those that
/// are being built.
/// </summary>
internal sealed class JsonAllOf(JsonDataOptions options, Dictionary<SchemaNode, SchemaBuilder> structs, Func<SchemaNode, int?, bool, Schema> translate)
{
    private readonly OrderedDictionary<string, (SchemaNode Schema, bool IsRequired)> properties = [];
    private readonly HashSet<SchemaNode> seen = new(ReferenceEqualityComparer.Instance);

    internal Schema Of(SchemaNode node, int? version, bool isOptional)
    {
        foreach (var part in node.Parts)
        {
            Collect(part);
        }

        if (properties.Count == 0)
        {
            return translate(Chosen(node), version, isOptional);
        }

        var builder = structs[node] = SchemaBuilder.Struct();
        foreach (var (name, property) in properties)
        {
            builder.Field(name, translate(property.Schema, null, options.OptionalForNonRequired && !property.IsRequired));
        }

        structs.Remove(node);
        return (isOptional ? builder.Optional() : builder).Build();
    }

    private void Collect(SchemaNode part)
    {
        var node = part.Resolved;
        if (!seen.Add(node))
        {
            return;
        }

        if (node.Kind == SchemaKind.AllOf)
        {
            node.Parts.ForEach(Collect);
        }
        else if (node.Kind == SchemaKind.Object)
        {
            foreach (var (name, property) in node.Properties)
            {
                properties[name] = (property, node.Required.Contains(name));
            }
        }
    }

    private static SchemaNode Chosen(SchemaNode node)
    {
        SchemaNode? Last(params SchemaKind[] kinds) => node.Parts.LastOrDefault(p => kinds.Contains(p.Kind));
        var text = Last(SchemaKind.String);
        var number = Last(SchemaKind.Number);
        var chosen = Last(SchemaKind.AllOf, SchemaKind.AnyOf, SchemaKind.OneOf)
            ?? (Last(SchemaKind.Const) is not null ? text ?? number
                : Last(SchemaKind.Enum) is { } symbols ? (text is not null ? symbols : number)
                : text?.Keyword("format") is not null ? number ?? text
                : Last(SchemaKind.Reference));
        return chosen ?? throw new JavaException(
            "java.lang.IllegalArgumentException", $"Unsupported criterion allOf for {node.Json.GetRawText()}");
    }
}
