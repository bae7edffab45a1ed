using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Converters.Json;

/// <summary>Reads the schema of an envelope, with the errors of Connect's JSON converter.</summary>
internal sealed class JsonSchemaReader(JsonValueReader values)
{
    /// <summary>The schema; null for JSON null.</summary>
    public Schema? Read(JsonNode node)
    {
        if (node.Type == JsonNodeType.Null)
        {
            return null;
        }

        var type = node.Get("type")?.Text ?? throw new DataException("Schema must contain 'type' field");
        var builder = type switch
        {
            "boolean" => SchemaBuilder.Bool(),
            "int8" => SchemaBuilder.Int8(),
            "int16" => SchemaBuilder.Int16(),
            "int32" => SchemaBuilder.Int32(),
            "int64" => SchemaBuilder.Int64(),
            "float" => SchemaBuilder.Float32(),
            "double" => SchemaBuilder.Float64(),
            "bytes" => SchemaBuilder.Bytes(),
            "string" => SchemaBuilder.String(),
            "array" => Array(node),
            "map" => Map(node),
            "struct" => Struct(node),
            _ => throw new DataException($"Unknown schema type: {type}"),
        };
        AddAttributes(builder, node);
        if (node.Get("default") is { } defaultNode)
        {
            builder.DefaultValue(values.Read(builder.Build(), defaultNode));
        }

        return builder.Build();
    }

    private SchemaBuilder Array(JsonNode node)
    {
        var items = node.Get("items");
        return items is null || items.IsNull
            ? throw new DataException("Array schema did not specify the element type")
            : SchemaBuilder.Array(Read(items));
    }

    private SchemaBuilder Map(JsonNode node)
    {
        var keys = node.Get("keys") ?? throw new DataException("Map schema did not specify the key type");
        var values = node.Get("values") ?? throw new DataException("Map schema did not specify the value type");
        return SchemaBuilder.Map(
            Read(keys) ?? throw new SchemaBuilderException("keySchema cannot be null."),
            Read(values) ?? throw new SchemaBuilderException("valueSchema cannot be null."));
    }

    private SchemaBuilder Struct(JsonNode node)
    {
        var builder = SchemaBuilder.Struct();
        var fields = node.Get("fields")?.Elements ?? throw new DataException("Struct schema's \"fields\" argument is not an array.");
        foreach (var field in fields)
        {
            var name = field.Get("field")?.Text ?? throw new DataException("Struct schema's field name not specified properly");
            builder.Field(name, Read(field)!);
        }

        return builder;
    }

    private static void AddAttributes(SchemaBuilder builder, JsonNode node)
    {
        if (node.Get("optional") is { Boolean: true })
        {
            builder.Optional();
        }

        builder.Name(node.Get("name")?.Text);
        if (node.Get("version") is { IsIntegral: true } version)
        {
            builder.Version(unchecked((int)version.Long));
        }

        builder.Doc(node.Get("doc")?.Text);
        foreach (var (name, value) in node.Get("parameters")?.Members ?? [])
        {
            builder.Parameter(name, value.Text ?? throw new DataException("Schema parameters must have string values."));
        }
    }
}
