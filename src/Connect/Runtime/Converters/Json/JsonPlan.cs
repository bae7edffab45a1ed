using System.Text;
using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Converters.Json;

/// <summary>A schema prepared for the fast reader: the fields' names in UTF-8 with their quotes.</summary>
internal sealed class JsonPlan
{
    private JsonPlan(Schema schema, JsonPlan[] children, byte[][] names)
    {
        Schema = schema;
        Children = children;
        Names = names;
    }

    public Schema Schema { get; }

    /// <summary>The plans of a struct's fields, or the one of an array's elements or a map's values.</summary>
    public JsonPlan[] Children { get; }

    /// <summary>The quoted names of a struct's fields.</summary>
    public byte[][] Names { get; }

    public static JsonPlan Of(Schema schema) => schema.Type switch
    {
        SchemaType.Struct => new JsonPlan(
            schema, [.. schema.Fields.Select(f => Of(f.Schema))], [.. schema.Fields.Select(f => Encoding.UTF8.GetBytes($"\"{f.Name}\""))]),
        SchemaType.Array or SchemaType.Map => new JsonPlan(schema, [Of(schema.ValueSchema!)], []),
        _ => new JsonPlan(schema, [], []),
    };
}
