using System.Text.Json.Nodes;
using Ms2Lab.Schemas.Formats.Avro;
using Ms2Lab.Schemas.Formats.Avro.Binary;

namespace Ms2Lab.Schemas.Tests.Generators;

/// <summary>Avro schemas of every shape and values of them, from one seed.</summary>
internal sealed class RandomAvro(Random random)
{
    private static readonly string[] Primitives = ["null", "boolean", "int", "long", "float", "double", "bytes", "string"];
    private int named;

    public AvroSchema Schema() => AvroSchema.Parse(Type(0).ToJsonString());

    public object? Value(AvroSchema schema) => schema switch
    {
        AvroRecord record => Record(record),
        AvroUnion union => Value(union.Branches[random.Next(union.Branches.Count)]),
        AvroEnum symbols => symbols.Symbols[random.Next(symbols.Symbols.Count)],
        AvroFixed bytes => Values.Bytes(random, bytes.Size),
        AvroArray array => Enumerable.Range(0, random.Next(4)).Select(_ => Value(array.Items)).ToList(),
        AvroMap map => Map(map),
        _ => schema.Type switch
        {
            AvroType.Null => null,
            AvroType.Boolean => random.Next(2) == 0,
            AvroType.Int => Values.Int(random),
            AvroType.Long => Values.Long(random),
            AvroType.Float => (float)Values.Double(random),
            AvroType.Double => Values.Double(random),
            AvroType.Bytes => Values.Bytes(random, random.Next(5)),
            _ => Values.Text(random),
        },
    };

    private JsonNode Type(int depth) => (depth > 3 ? 0 : random.Next(7)) switch
    {
        1 => new JsonObject { ["type"] = "array", ["items"] = Type(depth + 1) },
        2 => new JsonObject { ["type"] = "map", ["values"] = Type(depth + 1) },
        3 => new JsonObject { ["type"] = "enum", ["name"] = $"E{named++}", ["symbols"] = new JsonArray([.. Enumerable.Range(0, 1 + random.Next(3)).Select(i => (JsonNode)$"S{i}")]) },
        4 => new JsonObject { ["type"] = "fixed", ["name"] = $"F{named++}", ["size"] = random.Next(1, 5) },
        5 => Record(depth),
        6 => Union(depth),
        _ => Primitives[random.Next(Primitives.Length)],
    };

    private JsonObject Record(int depth)
    {
        var name = $"R{named++}";
        var fields = Enumerable.Range(0, random.Next(5)).Select(i => (JsonNode)new JsonObject { ["name"] = $"f{i}", ["type"] = Type(depth + 1) });
        return new JsonObject { ["type"] = "record", ["name"] = name, ["namespace"] = "lab.random", ["fields"] = new JsonArray([.. fields]) };
    }

    // A value tells its branch only where no two branches have the same shape: text is a symbol, too, and to some an int is a long.
    private JsonArray Union(int depth)
    {
        var branches = new List<JsonNode> { "null" };
        branches.Add(Primitives[random.Next(1, 6)]);
        branches.Add(random.Next(2) == 0 ? "string" : "bytes");
        if (random.Next(2) == 0)
        {
            branches.Add(Record(depth + 1));
        }

        return [.. branches];
    }

    private AvroGenericRecord Record(AvroRecord schema)
    {
        var record = new AvroGenericRecord(schema);
        foreach (var field in schema.Fields)
        {
            record[field.Position] = Value(field.Schema);
        }

        return record;
    }

    private OrderedDictionary<string, object?> Map(AvroMap schema)
    {
        var map = new OrderedDictionary<string, object?>();
        for (var i = random.Next(4); i > 0; i--)
        {
            map[Values.Text(random)] = Value(schema.Values);
        }

        return map;
    }
}
