using System.Globalization;
using System.Text.Json.Nodes;

namespace Ms2Lab.Schemas.Tests.Generators;

/// <summary>JSON Schemas and documents that hold to them, from one seed.</summary>
internal sealed class RandomJsonSchema(Random random)
{
    public (JsonNode Schema, JsonNode? Document) Pair(int depth = 0)
    {
        switch (depth > 3 ? random.Next(4) : random.Next(9))
        {
            case 0:
                var number = random.Next(-1000, 1000);
                return (new JsonObject { ["type"] = "integer", ["minimum"] = number - random.Next(3), ["maximum"] = number + random.Next(3) }, number);
            case 1:
                var text = Values.Text(random);
                return (new JsonObject { ["type"] = "string", ["maxLength"] = text.Length, ["minLength"] = 0 }, text);
            case 2:
                return (new JsonObject { ["type"] = "boolean" }, random.Next(2) == 0);
            case 3:
                return (new JsonObject { ["type"] = "number" }, JsonNode.Parse(Math.Round(random.NextDouble() * 1000, 3).ToString(CultureInfo.InvariantCulture)));
            case 4:
                var (items, item) = Pair(depth + 1);
                return (new JsonObject { ["type"] = "array", ["items"] = items, ["minItems"] = 2 }, new JsonArray(item, item?.DeepClone()));
            case 5:
                var (optional, inner) = Pair(depth + 1);
                return (new JsonObject { ["anyOf"] = new JsonArray(new JsonObject { ["type"] = "null" }, optional) }, random.Next(2) == 0 ? null : inner);
            case 6:
                return (new JsonObject { ["enum"] = new JsonArray("ON", 1, true) }, random.Next(2) == 0 ? "ON" : 1.0);
            default:
                return Object(depth);
        }
    }

    private (JsonNode Schema, JsonNode Document) Object(int depth)
    {
        var (properties, document, required) = (new JsonObject(), new JsonObject(), new JsonArray());
        for (var i = random.Next(5); i > 0; i--)
        {
            var (schema, value) = Pair(depth + 1);
            properties[$"p{i}"] = schema;
            document[$"p{i}"] = value;
            required.Add($"p{i}");
        }

        return (new JsonObject { ["type"] = "object", ["properties"] = properties, ["required"] = required, ["additionalProperties"] = false }, document);
    }
}
